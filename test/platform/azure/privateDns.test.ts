import assert from "node:assert/strict";
import type { ArmResource } from "../../../platform/azure/world";
import { assertRefused, SimulatedAzure } from "../../support/simulatedAzure";

const ZONE = { privateZoneName: "privatelink.azurecr.io", location: "Global" };

describe("the private DNS of a registry", () => {
    let azure: SimulatedAzure;
    let zone: ArmResource;
    beforeEach(async () => {
        azure = new SimulatedAzure({ networks: ["northeurope"], endpointPrefix: "10.0.1.0/27" });
        await azure.registry();
        zone = await azure.put("privatedns:PrivateZone", ZONE);
    });
    afterEach(() => azure.remove());

    const link = (inputs: Record<string, unknown> = {}) =>
        azure.put("privatedns:VirtualNetworkLink", {
            ...ZONE,
            virtualNetworkLinkName: "app",
            virtualNetwork: { id: azure.ids.network() },
            ...inputs,
        });
    const group = (inputs: Record<string, unknown> = {}) =>
        azure.put("network:PrivateDnsZoneGroup", {
            privateEndpointName: "pe",
            privateDnsZoneGroupName: "registry",
            privateDnsZoneConfigs: [{ name: "registry", privateDnsZoneId: zone.id }],
            ...inputs,
        });
    const address = (name: string) => azure.at(`${zone.id}/A/${name}`)?.properties.aRecords;

    it("is in no region", async () => {
        const elsewhere = { ...ZONE, privateZoneName: "other.azurecr.io", location: "westeurope" };
        await assertRefused(
            azure.put("privatedns:PrivateZone", elsewhere),
            "LocationNotAvailableForResourceType",
            "global",
        );
        await assertRefused(link({ location: "westeurope" }), "LocationNotAvailableForResourceType", "global");
    });

    it("answers publicly for names that a privatelink zone does not have, where its link says so", async () => {
        assert.equal((await link()).properties.resolutionPolicy, "Default");
        const { properties } = await link({ resolutionPolicy: "NxDomainRedirect" });
        assert.equal(properties.resolutionPolicy, "NxDomainRedirect");
        await assertRefused(link({ resolutionPolicy: "Public" }), "BadRequest", "Public");
        const other = { privateZoneName: "example.com", location: "Global" };
        await azure.put("privatedns:PrivateZone", other);
        await assertRefused(link({ ...other, resolutionPolicy: "NxDomainRedirect" }), "BadRequest", "privatelink");
    });

    it("keeps the addresses of an endpoint in the zone of its group, and those of later replicas", async () => {
        await azure.endpoint();
        await group();
        assert.deepEqual(address("acrapp"), [{ ipv4Address: "10.0.1.4" }]);
        assert.deepEqual(address("acrapp.westeurope.data"), [{ ipv4Address: "10.0.1.5" }]);
        const replica = await azure.replica("northeurope");
        assert.deepEqual(address("acrapp.northeurope.data"), [{ ipv4Address: "10.0.1.6" }]);
        await azure.arm.delete(replica.id);
        assert.equal(address("acrapp.northeurope.data"), undefined);
    });

    it("forgets the addresses with the group, and with the endpoint", async () => {
        const endpoint = await azure.endpoint();
        await azure.arm.delete((await group()).id);
        assert.equal(address("acrapp"), undefined);
        await group();
        await azure.arm.delete(endpoint.id);
        assert.equal(address("acrapp"), undefined);
    });

    it("has one record of a name: in one zone the second endpoint of a registry takes it from the first", async () => {
        await azure.endpoint();
        await group();
        const nodes = { privateEndpointName: "pe2", subnet: { id: `${azure.ids.network()}/subnets/nodes` } };
        const second = await azure.endpoint(nodes);
        await group({ privateEndpointName: "pe2" });
        assert.deepEqual(address("acrapp"), [{ ipv4Address: "10.0.0.4" }]);
        await azure.arm.delete(second.id);
        assert.equal(address("acrapp"), undefined);
    });

    it("empties the endpoint's own list of addresses while a group keeps them", async () => {
        const { id } = await azure.endpoint();
        const listed = () => (azure.at(id)?.properties.customDnsConfigs as unknown[] | undefined)?.length;
        assert.equal(listed(), 2);
        const { id: groupId } = await group();
        assert.equal(listed(), 0);
        await azure.replica("northeurope");
        await azure.endpoint({ tags: { team: "shop" } });
        assert.equal(listed(), 0);
        assert.deepEqual(address("acrapp.northeurope.data"), [{ ipv4Address: "10.0.1.6" }]);
        await azure.arm.delete(groupId);
        assert.equal(listed(), 3);
    });

    it("never changes the zones of a group in place", async () => {
        await azure.endpoint();
        await group();
        await azure.put("resources:ResourceGroup", { resourceGroupName: "hub", location: "westeurope" });
        const other = await azure.put("privatedns:PrivateZone", { ...ZONE, resourceGroupName: "hub" });
        const privateDnsZoneConfigs = [{ name: "registry", privateDnsZoneId: other.id }];
        await assertRefused(group({ privateDnsZoneConfigs }), "InvalidRequestFormat");
        await group();
    });

    it("loses the records of an endpoint that replaced another one in its zone, when the old one goes", async () => {
        const old = await azure.endpoint();
        await group();
        await azure.endpoint({ privateEndpointName: "pe2", subnet: { id: `${azure.ids.network()}/subnets/nodes` } });
        await group({ privateEndpointName: "pe2" });
        await azure.arm.delete(old.id);
        assert.equal(address("acrapp"), undefined);
    });

    it("allows an endpoint one group, of zones that exist", async () => {
        await azure.endpoint();
        const missing = [{ name: "registry", privateDnsZoneId: `${zone.id}.example` }];
        await assertRefused(
            group({ privateDnsZoneConfigs: missing }),
            "InvalidResourceReference",
            "azurecr.io.example",
        );
        await group();
        await assertRefused(
            group({ privateDnsZoneGroupName: "again" }),
            "MoreThanOnePrivateDnsZoneGroupPerPrivateEndpointNotAllowed",
        );
    });

    it("links a network to one zone of a name, wherever the zones are", async () => {
        await link();
        await azure.put("resources:ResourceGroup", { resourceGroupName: "other", location: "westeurope" });
        await azure.put("privatedns:PrivateZone", { ...ZONE, resourceGroupName: "other" });
        await assertRefused(
            link({ resourceGroupName: "other" }),
            "BadRequest",
            "multiple zones with overlapping namespaces",
        );
        await link({ resourceGroupName: "other", virtualNetwork: { id: azure.ids.network("northeurope") } });
        await assertRefused(link({ virtualNetwork: { id: `${azure.ids.network()}x` } }), "BadRequest", "was not found");
        const moved = link({ virtualNetwork: { id: azure.ids.network("northeurope") } });
        await assertRefused(moved, "BadRequest", "cannot be changed");
    });

    it("keeps a zone while networks are linked to it", async () => {
        const linked = await link();
        await assertRefused(azure.arm.delete(zone.id), "CannotDeleteResource", linked.id);
        await azure.arm.delete(linked.id);
        await azure.arm.delete(zone.id);
        assert.equal(azure.at(zone.id), undefined);
    });
});
