import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as random from "@pulumi/random";
import { AksRegistry } from "../../../components/registry/aksRegistry";
import type { AksRegistryArgs } from "../../../components/registry/aksRegistryArgs";
import { type Simulation, simulateAzure } from "../../../start/azure/engine";

const LIMIT_MS = 20_000;
const ELSEWHERE = "/subscriptions/99999999-9999-4999-8999-999999999999/resourceGroups/rg-app/providers";

describe("a look-up that Azure refuses, in a program of the Automation API", () => {
    const folder = mkdtempSync(join(tmpdir(), "refused-look-up-"));
    let azure: Simulation;

    before(() => {
        azure = simulateAzure(folder);
    });
    after(() => rmSync(folder, { recursive: true }));

    const cluster = { resourceGroupName: "rg-app", name: "aks-app" };
    const subnetId = `${ELSEWHERE}/Microsoft.Network/virtualNetworks/vnet-hub/subnets/endpoints`;
    const cases: Readonly<Record<string, { args: Partial<AksRegistryArgs>; reason: RegExp }>> = {
        "a cluster that is not there": {
            args: { cluster: { ...cluster, name: "aks-other" } },
            reason: /AksRegistry "acr" was refused: Azure does not show the cluster: .*aks-other/,
        },
        "a subnet of a subscription that is not there": {
            args: { privateEndpoints: [{ region: "westeurope", subnetId }] },
            reason: /Azure does not show .*subnets vnet-hub\/endpoints in resource group rg-app of subscription 99999999/,
        },
    };

    for (const [index, [title, { args, reason }]] of Object.entries(cases).entries()) {
        it(`ends the preview with the reason: ${title}`, async () => {
            const stack = await azure.stack(`look-up-${index}`, async () => {
                const registry = new AksRegistry("acr", { resourceGroupName: "rg-app", cluster, ...args });
                new random.RandomUuid("after", {}, { dependsOn: registry });
                return { loginServer: registry.loginServer };
            });
            let output = "";
            const stop = AbortSignal.timeout(LIMIT_MS);
            const onOutput = (text: string) => {
                output += text;
            };
            await assert.rejects(stack.preview({ signal: stop, onOutput }));
            assert.ok(!stop.aborted, `it did not end within ${LIMIT_MS / 1000} s:\n${output}`);
            assert.match(output, reason);
            assert.doesNotMatch(output, /Unhandled exception|\bat .*\.js:\d+/);
        });
    }
});
