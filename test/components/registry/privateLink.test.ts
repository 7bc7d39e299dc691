// Private endpoints: after every replica, with a zone that nodes resolve, in a subnet that is large enough.
import assert from "node:assert/strict";
import { ContainerRegistry } from "../../../components/registry/containerRegistry";
import { RegistryPrivateLink } from "../../../components/registry/endpoints/privateLink";
import { EndpointDns } from "../../../model/registry/endpoints";
import { azure, network, registryId, subnet, ZONE } from "../../support/azureWorld";
import { recorded, refused } from "../../support/harness";
import { HERE, make, THERE } from "../../support/privateLink";

describe("RegistryPrivateLink", () => {
    it("creates an endpoint without static addresses, its zone, and the link of its network", async () => {
        const { one } = await recorded(make({}), azure());
        const endpoint = one("PrivateEndpoint").inputs;
        assert.equal(endpoint.subnet.id, subnet("vnet-1"));
        assert.deepEqual(endpoint.privateLinkServiceConnections, [
            { name: "registry", privateLinkServiceId: registryId("acr1"), groupIds: ["registry"] },
        ]);
        assert.equal(endpoint.location, "westeurope");
        assert.equal(endpoint.ipConfigurations, undefined);
        assert.deepEqual(one("PrivateZone").inputs, {
            resourceGroupName: "rg",
            location: "Global",
            privateZoneName: "privatelink.azurecr.io",
        });
        assert.deepEqual(one("PrivateDnsZoneGroup").inputs, {
            resourceGroupName: "rg",
            privateEndpointName: "link-rg1a2b3c4d",
            privateDnsZoneConfigs: [{ name: "registry", privateDnsZoneId: "link-rg-id" }],
        });
        assert.deepEqual(one("VirtualNetworkLink").inputs, {
            resourceGroupName: "rg",
            location: "Global",
            privateZoneName: "privatelink.azurecr.io",
            virtualNetwork: { id: network("vnet-1") },
            registrationEnabled: false,
        });
    });

    it("lets linked networks look up what the zone does not have, where that is asked for", async () => {
        const { one } = await recorded(make({ endpoints: [{ ...HERE, internetFallback: true }] }), azure());
        assert.equal(one("VirtualNetworkLink").inputs.resolutionPolicy, "NxDomainRedirect");
    });

    it("asks the registry's owner for approval where there is a message for them, and says how it is given", async () => {
        const endpoints = [{ ...HERE, approvalMessage: "for the shop" }];
        const { one, log } = await recorded(make({ endpoints }), azure());
        const { privateLinkServiceConnections, manualPrivateLinkServiceConnections } = one("PrivateEndpoint").inputs;
        assert.equal(privateLinkServiceConnections, undefined);
        assert.deepEqual(manualPrivateLinkServiceConnections, [
            {
                name: "registry",
                privateLinkServiceId: registryId("acr1"),
                groupIds: ["registry"],
                requestMessage: "for the shop",
            },
        ]);
        assert.match(log.join(), /az acr private-endpoint-connection approve --registry-name acr1/);
    });

    it("links further networks to the zone", async () => {
        const endpoints = [{ ...HERE, virtualNetworkIds: [network("agents")] }];
        const { resources } = await recorded(make({ endpoints }), azure());
        const links = resources.filter(({ type }) => type.endsWith(":VirtualNetworkLink"));
        assert.deepEqual(links.map(({ inputs }) => inputs.virtualNetwork.id).sort(), [
            network("agents"),
            network("vnet-1"),
        ]);
        assert.ok(links.some(({ aliases }) => aliases.includes("link-westeurope-1")));
    });

    it("names a link by its network, so that removing one leaves the others alone", async () => {
        const names = async (...networks: string[]) => {
            const endpoints = [{ ...HERE, virtualNetworkIds: networks.map(network) }];
            const { resources } = await recorded(make({ endpoints }), azure());
            const links = resources.filter(({ type }) => type.endsWith(":VirtualNetworkLink"));
            return links.map(({ name, inputs }) => `${name} ${inputs.virtualNetwork.id}`).sort();
        };
        const all = await names("agents", "jumpbox", "vnet-1");
        assert.equal(all.length, 3);
        assert.deepEqual(await names("jumpbox", "agents"), all);
        const fewer = await names("jumpbox");
        assert.deepEqual(
            fewer,
            all.filter((link) => fewer.includes(link)),
        );
    });

    it("creates again what Azure does not change in place, the old one gone first", async () => {
        const { one } = await recorded(make({}), azure());
        for (const type of ["PrivateEndpoint", "PrivateDnsZoneGroup", "VirtualNetworkLink"]) {
            assert.ok(one(type).deleteBeforeReplace, type);
        }
        const connections = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"];
        assert.deepEqual(one("PrivateEndpoint").replaceOnChanges, [...connections, "subnet"]);
        assert.deepEqual(one("PrivateDnsZoneGroup").replaceOnChanges, ["privateDnsZoneConfigs[*].privateDnsZoneId"]);
        assert.deepEqual(one("VirtualNetworkLink").replaceOnChanges, ["virtualNetwork"]);
        assert.ok(one("PrivateEndpoint").ignoreChanges.includes("customDnsConfigs"));
    });

    it("leaves zone, link and zone group to Azure Policy where that is asked for", async () => {
        const endpoints = [{ ...HERE, dns: EndpointDns.Policy }];
        const { one, resources, log } = await recorded(make({ endpoints }), azure());
        one("PrivateEndpoint");
        const types = resources.map(({ type }) => type);
        assert.deepEqual(
            types.filter((type) => /PrivateZone|VirtualNetworkLink|PrivateDnsZoneGroup/.test(type)),
            [],
        );
        assert.match(log.join("\n"), /Azure Policy or another team.*privatelink\.azurecr\.io/);
    });

    it("adopts a zone without linking anything to it", async () => {
        const { one, resources } = await recorded(make({ endpoints: [{ ...HERE, zoneId: ZONE }] }), azure());
        assert.equal(one("PrivateDnsZoneGroup").inputs.privateDnsZoneConfigs[0].privateDnsZoneId, ZONE);
        assert.deepEqual(
            resources.filter(({ type }) => type.startsWith("azure-native:privatedns")),
            [],
        );
    });

    it("gives endpoints in several regions a resource group and a zone each", async () => {
        const { one } = await recorded(make({ endpoints: [HERE, THERE], regions: 2 }, { dependsOn: [] }), azure());
        assert.equal(one("ResourceGroup").inputs.location, "northeurope");
        assert.equal(one("PrivateZone", "link-rg").inputs.resourceGroupName, "rg");
        assert.equal(one("PrivateZone", "link-northeurope").inputs.resourceGroupName, "link-northeurope1a2b3c4d");
        const [config] = one("PrivateDnsZoneGroup", "link-northeurope").inputs.privateDnsZoneConfigs;
        assert.equal(config.privateDnsZoneId, "link-northeurope-id");
    });
});

describe("the order of endpoints and replicas", () => {
    it("has every replica before every endpoint", async () => {
        const { resources, one } = await recorded(() => {
            const settings = { resourceGroupName: "rg", location: "westeurope", replicas: ["northeurope", "eastus"] };
            const registry = new ContainerRegistry("acr", { ...settings, privateLink: true });
            const args = { registryId: registry.registryId, regions: 3, endpoints: [HERE] };
            new RegistryPrivateLink("link", args, { dependsOn: registry });
        }, azure());
        const replicas = resources.filter(({ type }) => type.endsWith(":Replication")).map(({ urn }) => urn);
        assert.equal(replicas.length, 2);
        for (const replica of replicas) {
            assert.ok(one("PrivateEndpoint").dependencies.includes(replica), replica);
        }
    });

    it("cannot be forgotten: without dependsOn a registry with replicas is refused", async () => {
        assert.match(await refused(make({ regions: 2 }), azure()), /dependsOn: missing for a registry in 2 regions/);
        await recorded(make({ regions: 3 }, { dependsOn: [] }), azure());
    });
});
