import assert from "node:assert/strict";
import { LONGEST_ROLE_SECONDS } from "../../../platform/azure/faults";
import { objects } from "../support/cluster";
import { AzureScenario } from "./azureScenario";

describe("a role assignment that works as late as Azure says", () => {
    const scenario = new AzureScenario("e2e-azure-latest-role", "dev");

    before(async () => {
        await scenario.prepare();
        scenario.set({ rollout: await scenario.push() });
        scenario.azure.setFaults({ roleDelaySeconds: LONGEST_ROLE_SECONDS });
    });
    after(() => scenario.remove());

    it("is waited for, and the rollout goes through", async () => {
        const startedAt = performance.now();
        const { failure, output } = await scenario.up();
        assert.equal(failure, undefined, output);
        assert.ok(performance.now() - startedAt >= LONGEST_ROLE_SECONDS * 1_000);
        const [deployment] = await objects(scenario.name, "deployments");
        assert.ok(deployment, output);
    });
});
