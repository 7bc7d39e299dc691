import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as random from "@pulumi/random";
import { AksRegistry } from "../../../components/registry/aksRegistry";
import { type Simulation, simulateAzure } from "../../../start/azure/engine";

const LIMIT_MS = 20_000;

describe("a cluster that is refused, in a program of the Automation API", () => {
    const folder = mkdtempSync(join(tmpdir(), "refused-cluster-"));
    let azure: Simulation;

    before(() => {
        azure = simulateAzure(folder, { seed: { kubeletIdentity: false } });
    });
    after(() => rmSync(folder, { recursive: true }));

    const program = async () => {
        const cluster = { resourceGroupName: "rg-app", name: "aks-app" };
        const registry = new AksRegistry("acr", { resourceGroupName: "rg-app", cluster });
        new random.RandomUuid("after", {}, { dependsOn: registry });
        new random.RandomUuid("of-it", { keepers: { server: registry.loginServer } });
        return { loginServer: registry.loginServer };
    };

    for (const verb of ["preview", "up"] as const) {
        it(`ends its ${verb} with the reason`, async () => {
            const stack = await azure.stack(`refused-${verb}`, program);
            let output = "";
            const stop = AbortSignal.timeout(LIMIT_MS);
            const onOutput = (text: string) => {
                output += text;
            };
            await assert.rejects(stack[verb]({ signal: stop, onOutput }));
            assert.ok(!stop.aborted, `it did not end within ${LIMIT_MS / 1000} s:\n${output}`);
            assert.match(output, /error: AksRegistry "acr" was refused: cluster: aks-app has no kubelet identity/);
        });
    }
});
