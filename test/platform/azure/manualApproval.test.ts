import assert from "node:assert/strict";
import { pullRefusal } from "../../../platform/azure/pullRules";
import { approve } from "../../../platform/azure/rules/privateEndpoint";
import { type ArmResource, find } from "../../../platform/azure/world";
import { assertRefused, SimulatedAzure } from "../../support/simulatedAzure";

const ZONE = { privateZoneName: "privatelink.azurecr.io", location: "Global" };

describe("a private endpoint of a caller without rights on the registry", () => {
    let azure: SimulatedAzure;
    let registry: ArmResource;
    beforeEach(async () => {
        azure = new SimulatedAzure();
        registry = await azure.registry({ publicNetworkAccess: "Disabled" });
    });
    afterEach(() => azure.remove());

    const asked = (requestMessage: string, inputs: Record<string, unknown> = {}) =>
        azure.endpoint({
            privateLinkServiceConnections: undefined,
            manualPrivateLinkServiceConnections: [
                { name: "registry", privateLinkServiceId: registry.id, groupIds: ["registry"], requestMessage },
            ],
            ...inputs,
        });
    const status = () => pullRefusal({ world: azure.world }, "127.0.0.1:5005")?.status;

    it("lets nothing pass until the registry's owner has approved it, where that was asked for", async () => {
        const { id: privateDnsZoneId } = await azure.put("privatedns:PrivateZone", ZONE);
        const virtualNetwork = { id: azure.ids.network() };
        await azure.put("privatedns:VirtualNetworkLink", { ...ZONE, virtualNetworkLinkName: "app", virtualNetwork });
        const { id } = await asked("for the shop");
        await azure.put("network:PrivateDnsZoneGroup", {
            privateEndpointName: "pe",
            privateDnsZoneGroupName: "registry",
            privateDnsZoneConfigs: [{ name: "registry", privateDnsZoneId }],
        });
        assert.equal(status(), 403);
        azure.world.change((world) => approve(world, find(world, id) as ArmResource));
        // Now it is reached, and misses the role.
        assert.equal(status(), 401);
        await asked("for the shop", { tags: { team: "shop" } });
        assert.equal(status(), 401);
    });

    it("tells the owner why, in 140 characters", async () => {
        await asked("x".repeat(140));
        await assertRefused(asked("x".repeat(141)), "PrivateEndpointCannotBeCreated", "141", "140");
    });
});
