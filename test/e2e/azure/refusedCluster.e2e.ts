import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as random from "@pulumi/random";
import { x } from "tinyexec";
import { AksRegistry } from "../../../components/registry/aksRegistry";
import { BIN } from "../../../platform/paths";
import { type Simulation, simulateAzure } from "../../../start/azure/engine";
import { linkPackage } from "../examples/builtPackage";
import { installNodeHost } from "../languageHost/install";

const LIMIT_MS = 20_000;
/** An engine, a host and a program that start on a busy machine. */
const HOST_LIMIT_MS = 120_000;
const REASON = /error: AksRegistry "acr" was refused: cluster: aks-app has no kubelet identity/;

/** As the program below, in a user's own project. */
const PROGRAM = `
const random = require("@pulumi/random");
const { AksRegistry } = require("aks-image-delivery/azure");
const cluster = { resourceGroupName: "rg-app", name: "aks-app" };
const registry = new AksRegistry("acr", { resourceGroupName: "rg-app", cluster });
new random.RandomUuid("after", {}, { dependsOn: registry });
`;

describe("a cluster that is refused", () => {
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
        it(`ends the ${verb} of a program of the Automation API with the reason`, async () => {
            const stack = await azure.stack(`refused-${verb}`, program);
            let output = "";
            const stop = AbortSignal.timeout(LIMIT_MS);
            const onOutput = (text: string) => {
                output += text;
            };
            await assert.rejects(stack[verb]({ signal: stop, onOutput }));
            assert.ok(!stop.aborted, `it did not end within ${LIMIT_MS / 1000} s:\n${output}`);
            assert.match(output, REASON);
        });
    }

    it("ends the preview of a program in Pulumi's own host with the reason", async () => {
        const [project, bin] = [join(folder, "work"), join(folder, "bin")];
        await azure.stack("refused-host", async () => ({}));
        await linkPackage(project);
        writeFileSync(join(project, "package.json"), '{ "name": "shop", "main": "index.js" }');
        writeFileSync(join(project, "index.js"), PROGRAM);
        installNodeHost(bin);
        const env = { ...azure.environment, PATH: `${bin}:${azure.environment.PATH}` };
        const words = ["preview", "--stack", "refused-host", "--non-interactive"];
        const options = { cwd: project, env };
        const ran = await x(join(BIN, "pulumi"), words, { timeout: HOST_LIMIT_MS, nodeOptions: options });
        assert.ok(ran.exitCode, `it did not end within ${HOST_LIMIT_MS / 1000} s, or went through:\n${ran.stdout}`);
        assert.match(ran.stdout + ran.stderr, REASON);
    });
});
