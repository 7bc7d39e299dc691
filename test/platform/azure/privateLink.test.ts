import assert from "node:assert/strict";
import type { ArmResource } from "../../../platform/azure/world";
import { assertRefused, SimulatedAzure } from "../../support/simulatedAzure";

const HOME = ["acrapp.azurecr.io", "acrapp.westeurope.data.azurecr.io"];
const REPLICA = "acrapp.northeurope.data.azurecr.io";

function hosts(endpoint: ArmResource | undefined): string[] {
    return ((endpoint?.properties.customDnsConfigs ?? []) as { fqdn: string }[]).map(({ fqdn }) => fqdn);
}

describe("a private endpoint of a registry", () => {
    let azure: SimulatedAzure;
    beforeEach(async () => {
        azure = new SimulatedAzure();
        await azure.registry();
    });
    afterEach(() => azure.remove());

    it("answers for the registry and for the data endpoint of every region that it has", async () => {
        await azure.replica("northeurope");
        const endpoint = await azure.endpoint();
        assert.deepEqual(hosts(endpoint), [...HOME, REPLICA]);
        assert.deepEqual(endpoint.properties.customDnsConfigs, [
            { fqdn: HOME[0], ipAddresses: ["10.0.1.4"] },
            { fqdn: HOME[1], ipAddresses: ["10.0.1.5"] },
            { fqdn: REPLICA, ipAddresses: ["10.0.1.6"] },
        ]);
    });

    for (const first of ["replica", "endpoint"]) {
        it(`misses the record of a replica that is created alongside it, for good, with the ${first} asked for first`, async () => {
            azure.clock.held = true;
            const requests = [() => azure.replica("northeurope"), () => azure.endpoint()];
            const both = (first === "replica" ? requests : requests.reverse()).map((request) => request());
            azure.clock.pass(1);
            const made = await Promise.all(both);
            const endpoint = made.find((resource) => resource.name === "pe");
            assert.deepEqual(hosts(endpoint), HOME);
            assert.deepEqual(hosts(azure.at(endpoint?.id ?? "")), HOME);
        });
    }

    it("gets the record of a replica that is made later, and loses it with the replica", async () => {
        const { id } = await azure.endpoint();
        const replica = await azure.replica("northeurope");
        assert.deepEqual(hosts(azure.at(id)), [...HOME, REPLICA]);
        await azure.arm.delete(replica.id);
        assert.deepEqual(hosts(azure.at(id)), HOME);
    });

    it("needs an address for each host name", async () => {
        const small = new SimulatedAzure({ endpointPrefix: "10.0.1.0/29" });
        await small.registry();
        await small.replica("northeurope");
        await small.replica("uksouth");
        // A /29 has 8 addresses, 5 of them Azure's own.
        await assertRefused(small.endpoint(), "SubnetIsFull", "endpoints", "10.0.1.0/29", "4 IP addresses");
        small.remove();
    });

    it("is listed with its addresses in its subnet, next to the interfaces of others", async () => {
        const shared = new SimulatedAzure({ takenAddresses: 20 });
        await shared.registry();
        const listed = () =>
            ((shared.at(shared.ids.endpointSubnet())?.properties.ipConfigurations ?? []) as { id: string }[]).map(
                ({ id }) => id,
            );
        assert.equal(listed().length, 20);
        const { id } = await shared.endpoint();
        assert.equal(
            listed().filter((each) => /\/networkInterfaces\/pe\.nic\..*\/ipConfigurations\//.test(each)).length,
            2,
        );
        await shared.replica("northeurope");
        assert.equal(listed().length, 23);
        await shared.arm.delete(id);
        assert.equal(listed().length, 20);
        shared.remove();
    });

    it("takes a replica back whose address finds no room, with a text that does not say so", async () => {
        const small = new SimulatedAzure({ endpointPrefix: "10.0.1.0/29" });
        await small.registry();
        const { id } = await small.endpoint();
        await small.replica("northeurope");
        await assertRefused(small.replica("uksouth"), "OperationFailed", "uksouth");
        assert.equal(
            small.at(`${small.ids.group}/providers/Microsoft.ContainerRegistry/registries/acrapp/replications/uksouth`),
            undefined,
        );
        assert.deepEqual(hosts(small.at(id)), [...HOME, REPLICA]);
        small.remove();
    });

    it("is in the region of its subnet", async () => {
        const location = "northeurope";
        await assertRefused(
            azure.endpoint({ location }),
            "InvalidResourceReference",
            "both resources are in the same region",
        );
        const subnet = { id: `${azure.ids.network()}/subnets/nowhere` };
        await assertRefused(azure.endpoint({ subnet }), "InvalidResourceReference", "nowhere");
    });

    it('goes to the group "registry" of a Premium registry', async () => {
        const id = `${azure.ids.group}/providers/Microsoft.ContainerRegistry/registries/acrapp`;
        const connection = (groupIds: string[], privateLinkServiceId = id) => ({
            privateLinkServiceConnections: [{ name: "registry", privateLinkServiceId, groupIds }],
        });
        await assertRefused(azure.endpoint(connection(["blob"])), "PrivateEndpointCannotBeCreated", "'registry'");
        await assertRefused(azure.endpoint(connection(["registry"], `${id}2`)), "LinkedResourceNotFound", "acrapp2");
        await azure.registry({ sku: { name: "Standard" } });
        await assertRefused(azure.endpoint(), "PrivateEndpointCannotBeCreated", "Premium");
    });

    it("takes static addresses for all of its host names or for none", async () => {
        const one = { name: "one", groupId: "registry", memberName: "registry", privateIPAddress: "10.0.1.9" };
        await assertRefused(
            azure.endpoint({ ipConfigurations: [one] }),
            "PrivateEndpointCannotBeCreated",
            "invalid parameters",
        );
    });

    it("keeps its subnet and its registry", async () => {
        await azure.endpoint();
        const moved = azure.endpoint({ subnet: { id: `${azure.ids.network()}/subnets/nodes` } });
        await assertRefused(moved, "PrivateEndpointCannotBeUpdated");
        assert.deepEqual(hosts(await azure.endpoint({ tags: { a: "b" } })), HOME);
    });

    it("is a connection of the registry while both exist", async () => {
        const endpoint = await azure.endpoint();
        const registryId = `${azure.ids.group}/providers/Microsoft.ContainerRegistry/registries/acrapp`;
        const connections = () => azure.at(registryId)?.properties.privateEndpointConnections as unknown[];
        assert.equal(connections().length, 1);
        await azure.arm.delete(endpoint.id);
        assert.equal(connections().length, 0);
        await azure.endpoint();
        await azure.arm.delete(registryId);
        const connection = azure.at(endpoint.id)?.properties.privateLinkServiceConnections;
        assert.match(JSON.stringify(connection), /"Disconnected"/);
    });

    it("keeps its subnet and its network in being", async () => {
        await azure.endpoint();
        for (const id of [azure.ids.endpointSubnet(), azure.ids.network()]) {
            await assertRefused(azure.arm.delete(id), "InUseSubnetCannotBeDeleted", "/privateEndpoints/pe");
        }
    });
});
