import assert from "node:assert/strict";
import { ROLE_PATIENCE_SECONDS } from "../../../model/timeouts/shares";
import { KUBELET_IDENTITY } from "../../../platform/azure/seed";
import { objects } from "../support/cluster";
import type { Ran } from "../support/scenario";
import { AzureScenario } from "./azureScenario";

describe("a role assignment that never works", () => {
    const scenario = new AzureScenario("e2e-azure-denied-role", "dev");
    let ran: Ran;
    let seconds = 0;

    before(async () => {
        await scenario.prepare();
        scenario.set({ rollout: await scenario.push() });
        scenario.azure.setFaults({ roleDelaySeconds: 1_000_000 });
        const startedAt = performance.now();
        ran = await scenario.up();
        seconds = (performance.now() - startedAt) / 1_000;
    });
    after(() => scenario.remove());

    it("fails the pre-pull record when the patience with a new role is over, not when its clock is", () => {
        assert.ok(ran.failure, ran.output);
        assert.match(ran.output, /ConfigMap \(app-shop\)/);
        assert.match(ran.output, /no credential: /);
        assert.ok(seconds >= ROLE_PATIENCE_SECONDS && seconds < ROLE_PATIENCE_SECONDS + 60, `${seconds} s`);
    });

    it("names the identity, the role, and the command that shows what the identity has", () => {
        assert.match(ran.output, /The kubelet identity may not pull/);
        assert.match(ran.output, /the role AcrPull/);
        const [registry] = scenario.names("Microsoft.ContainerRegistry/registries");
        const command = `az role assignment list --assignee ${KUBELET_IDENTITY} --scope \\S+/registries/${registry} `;
        assert.match(ran.output, new RegExp(command));
    });

    it("starts nothing that needs the image", async () => {
        assert.deepEqual(await objects(scenario.name, "jobs,deployments"), []);
    });
});
