import assert from "node:assert/strict";
import { ResourceManager } from "../../../platform/azure/arm";
import { kindOfToken } from "../../../platform/azure/kinds";
import { assertRefused, refusal, SimulatedAzure } from "../../support/simulatedAzure";

describe("the simulated Resource Manager", () => {
    let azure: SimulatedAzure;
    beforeEach(() => {
        azure = new SimulatedAzure();
    });
    afterEach(() => azure.remove());

    it("wants the resource group, the parent and the target of an extension to exist", async () => {
        await assertRefused(azure.registry({ resourceGroupName: "rg-none" }), "ResourceGroupNotFound", "'rg-none'");
        await assertRefused(azure.replica("northeurope"), "ParentResourceNotFound", "'acrapp'");
        const setting = { resourceUri: `${azure.ids.workspace}x`, name: "logs", workspaceId: azure.ids.workspace };
        await assertRefused(azure.put("monitor:DiagnosticSetting", setting), "ResourceNotFound", "logsx");
    });

    it("serves one subscription", async () => {
        const id = "/subscriptions/99999999-9999-4999-8999-999999999999/resourceGroups/rg";
        const put = azure.arm.put(kindOfToken("resources:ResourceGroup"), id, { location: "westeurope" });
        await assertRefused(put, "SubscriptionNotFound", "99999999");
    });

    it("knows its regions, and moves nothing between them", async () => {
        await assertRefused(
            azure.registry({ location: "westeuropa" }),
            "LocationNotAvailableForResourceType",
            "westeuropa",
        );
        await azure.registry();
        const moved = azure.registry({ location: "northeurope" });
        await assertRefused(moved, "InvalidResourceLocation", "'westeurope'", "'northeurope'");
    });

    it("answers 404 for what is not there, and deletes it without a word", async () => {
        assert.throws(() => azure.arm.get(`${azure.ids.group}x`), /ResourceGroupNotFound/);
        const id = `${azure.ids.group}/providers/Microsoft.ContainerRegistry/registries/acrapp`;
        assert.throws(() => azure.arm.get(id), /ResourceNotFound.*registries\/acrapp/);
        await azure.arm.delete(id);
    });

    it("takes ids without regard to case", async () => {
        const { id } = await azure.registry();
        assert.equal(azure.arm.get(id.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")).name, "acrapp");
    });

    it("deletes a resource group with everything in it", async () => {
        const { id } = await azure.registry();
        await azure.arm.delete(azure.ids.group);
        assert.equal(azure.at(id), undefined);
        assert.equal(azure.at(azure.ids.workspace), undefined);
    });

    it("does one thing with a resource at a time", async () => {
        await azure.registry();
        azure.clock.held = true;
        const first = azure.replica("northeurope");
        await assertRefused(azure.replica("northeurope"), "AnotherOperationInProgress", "replications/northeurope");
        azure.clock.pass(1);
        assert.equal((await first).properties.provisioningState, "Succeeded");
    });

    it("waits for the end of an operation also where a timer fires a millisecond early", async () => {
        await azure.registry();
        const { sleep } = azure.clock;
        let early = 1;
        const wake = (milliseconds: number) => sleep(milliseconds - early--);
        const arm = new ResourceManager({ world: azure.world, now: azure.clock.now, sleep: wake });
        const kind = kindOfToken("containerregistry:Replication");
        const id = `${azure.ids.group}/providers/Microsoft.ContainerRegistry/registries/acrapp/replications/uksouth`;
        const replica = await arm.put(kind, id, { location: "uksouth" });
        assert.equal(replica.properties.provisioningState, "Succeeded");
    });

    it("goes on with an operation whose client is gone", async () => {
        const { id } = await azure.registry();
        azure.clock.held = true;
        void azure.replica("northeurope");
        assert.equal(azure.arm.get(`${id}/replications/northeurope`).properties.provisioningState, "Creating");
        azure.clock.pass(1);
        assert.equal(azure.arm.get(`${id}/replications/northeurope`).properties.provisioningState, "Succeeded");
    });
});

describe("faults of the simulated Azure", () => {
    let azure: SimulatedAzure;
    const type = "Microsoft.ContainerRegistry/registries";
    beforeEach(() => {
        azure = new SimulatedAzure();
    });
    afterEach(() => azure.remove());

    it("refuse as many requests as they are told to, with the time to wait", async () => {
        const answer = { status: 429, code: "TooManyRequests", message: "slow down", retryAfterSeconds: 17 };
        azure.setFaults({ faults: [{ operation: "PUT", type: type.toLowerCase(), times: 2, answer }] });
        for (let tried = 1; tried <= 2; tried++) {
            const error = await refusal(azure.registry());
            assert.deepEqual([error.status, error.code, error.retryAfterSeconds], [429, "TooManyRequests", 17]);
        }
        await azure.registry();
    });

    it("meet the resource of their name only", async () => {
        const answer = { status: 409, code: "Conflict", message: "no" };
        azure.setFaults({ faults: [{ operation: "PUT", type, name: "acrother", answer }] });
        await azure.registry();
        await assertRefused(azure.registry({ registryName: "acrother" }), "Conflict");
    });

    it("make an operation slow", async () => {
        azure.setFaults({ faults: [{ operation: "PUT", type, seconds: 90 }] });
        const before = azure.clock.now().getTime();
        await azure.registry();
        assert.equal(azure.clock.now().getTime() - before, 90_000);
    });

    it("let an operation fail after it was accepted; the resource stays as failed and can be put again", async () => {
        await azure.registry();
        const ends = { code: "InternalServerError", message: "replication failed" };
        const replications = `${type}/replications`;
        azure.setFaults({ faults: [{ operation: "PUT", type: replications, times: 1, ends }] });
        await assertRefused(azure.replica("northeurope"), "InternalServerError", "replication failed");
        const id = `${azure.ids.group}/providers/${type}/acrapp/replications/northeurope`;
        assert.equal(azure.at(id)?.properties.provisioningState, "Failed");
        assert.equal((await azure.replica("northeurope")).properties.provisioningState, "Succeeded");
    });

    it("keep a deletion from happening", async () => {
        const { id } = await azure.registry();
        const answer = { status: 409, code: "Conflict", message: "locked" };
        azure.setFaults({ faults: [{ operation: "DELETE", type, times: 1, answer }] });
        await assertRefused(azure.arm.delete(id), "Conflict", "locked");
        assert.ok(azure.at(id));
    });
});
