import assert from "node:assert/strict";
import { serviceAnswer } from "../../../start/answer";
import { madeObjects, objects } from "../support/cluster";
import { eventually } from "../support/eventually";
import type { Ran } from "../support/scenario";
import { AzureScenario } from "./azureScenario";

describe("the stack dev, whose registry is still empty", () => {
    const scenario = new AzureScenario("e2e-azure-dev", "dev");
    let empty: Ran;

    before(async () => {
        await scenario.prepare();
        empty = await scenario.up();
    });
    after(() => scenario.remove());

    it("creates the registry, says where to push, and touches no cluster", async () => {
        assert.equal(empty.failure, undefined, empty.output);
        assert.equal(empty.outputs?.loginServer?.value, scenario.azure.loginServer);
        assert.equal(scenario.names("Microsoft.ContainerRegistry/registries").length, 1);
        assert.equal(scenario.names("Microsoft.Authorization/roleAssignments").length, 1);
        assert.deepEqual(await madeObjects(scenario.name), []);
    });

    it("rolls out what is pushed then", async () => {
        scenario.set({ rollout: await scenario.push() });
        const { failure, output } = await scenario.up();
        assert.equal(failure, undefined, output);
        assert.match(await eventually(() => serviceAnswer(scenario.name)), /"schema":3/);
        const [job] = await objects(scenario.name, "jobs");
        assert.equal(job?.status.succeeded, 1);
    });

    it("has nothing to change afterwards: preview and refresh", async () => {
        assert.deepEqual(Object.keys((await scenario.preview()).changes ?? {}), ["same"]);
        assert.deepEqual(Object.keys((await scenario.refresh()).changes ?? {}), ["same"]);
    });

    it("leaves nothing behind when it is destroyed", async () => {
        const { failure, output } = await scenario.destroy();
        assert.equal(failure, undefined, output);
        assert.deepEqual(scenario.names("Microsoft.ContainerRegistry/registries"), []);
        assert.deepEqual(scenario.names("Microsoft.Authorization/roleAssignments"), []);
        await eventually(async () => assert.deepEqual(await madeObjects(scenario.name), []));
    });
});
