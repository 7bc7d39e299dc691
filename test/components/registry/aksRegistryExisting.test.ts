// A registry that exists already, adopted by its id.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { HUB, make, program } from "../../support/aksRegistry";
import { azure, known, registryId, SUBSCRIPTION } from "../../support/azureWorld";
import { failed, recorded, refused } from "../../support/harness";

describe("an existing registry", () => {
    it("may be in another subscription, where it is looked for", async () => {
        const id = registryId("acr1").replace(SUBSCRIPTION, HUB);
        const { one } = await recorded(program({ registryId: id }), azure());
        assert.equal(one("azure-native").inputs.subscriptionId, HUB);
        assert.equal(one("azure-native").name, `acr-${HUB}`);
        assert.equal(one("RoleAssignment").inputs.scope, id);
    });

    const adopted = { registryId: registryId("acr1"), replicas: ["eastus"] };

    it("is taken as it is: only endpoint and role are created", async () => {
        const { one, resources } = await recorded(program(adopted), azure());
        assert.ok(!resources.some(({ type }) => type.startsWith("azure-native:containerregistry")));
        const [connection] = one("PrivateEndpoint").inputs.privateLinkServiceConnections;
        assert.equal(connection.privateLinkServiceId, registryId("acr1"));
        assert.equal(one("RoleAssignment").inputs.scope, registryId("acr1"));
    });

    it("may have a replica where the cluster is, and may be any tier without endpoints", async () => {
        const there = { ...adopted, replicas: ["northeurope"] };
        const { log } = await recorded(program(there), azure({ location: "northeurope" }));
        assert.deepEqual(log, []);
        await recorded(program({ ...adopted, privateEndpoints: undefined }), azure({ tier: "Standard" }));
    });

    it("gives its own host and region", async () => {
        let outputs: Promise<unknown> | undefined;
        await recorded(() => {
            const { loginServer, location } = make(adopted);
            outputs = known(pulumi.all([loginServer, location]));
        }, azure());
        assert.deepEqual(await outputs, ["acr1.azurecr.io", "westeurope"]);
    });

    it("is refused with settings for a new one, and with endpoints where it is not Premium", async () => {
        const settings = { ...adopted, registryName: "other1", allowedAddresses: ["203.0.113.7"] };
        const text = await refused(program(settings), azure());
        assert.match(text, /- registryName: a registry that is adopted by registryId is not changed/);
        assert.match(text, /- allowedAddresses: a registry that is adopted/);
        const { text: tier, resources } = await failed(program(adopted), azure({ tier: "Standard" }));
        assert.match(tier, /registryId: the registry is Standard, and private endpoints need Premium/);
        assert.ok(!resources.some(({ type }) => type.startsWith("azure-native:network")));
    });
});
