import assert from "node:assert/strict";
import type { RegistryEndpointArgs } from "../../../components/registry/endpoints/privateLinkArgs";
import { approve } from "../../../platform/azure/rules/privateEndpoint";
import { resource } from "../../../platform/azure/seed";
import { ofType, store } from "../../../platform/azure/world";
import { RegistryWalk } from "./registryWalk";

const ZONES = "Microsoft.Network/privateDnsZones";

describe("changes of a registry and of its endpoints, each as its preview says", () => {
    let walk: RegistryWalk;
    beforeEach(() => {
        walk = new RegistryWalk();
    });
    afterEach(() => walk.remove());

    const endpoint = (region: string, more: Partial<RegistryEndpointArgs> = {}): RegistryEndpointArgs => ({
        region,
        subnetId: walk.ids.endpointSubnet(region),
        ...more,
    });
    const atHome = { resourceGroupName: "rg-app" };
    const registries = () => ofType(walk.world(), "Microsoft.ContainerRegistry/registries").map(({ name }) => name);

    it("the home region: refused, and made again where that is asked for", async () => {
        const privateEndpoints = [endpoint("westeurope")];
        await walk.to({ privateEndpoints });
        const [before] = registries();
        assert.match(
            await walk.refused({ privateEndpoints, location: "northeurope" }),
            /location: the registry is in westeurope; in northeurope it would be created again/,
        );
        await walk.to({ privateEndpoints, location: "northeurope", moveRegistry: true });
        assert.equal(registries().length, 1);
        assert.notEqual(registries()[0], before);
    });

    it("the region of the endpoint", async () => {
        await walk.to({ privateEndpoints: [endpoint("westeurope")] });
        const [zone] = ofType(walk.world(), ZONES);
        await walk.to({ privateEndpoints: [endpoint("northeurope")] });
        assert.deepEqual(
            ofType(walk.world(), ZONES).map(({ id }) => id),
            [zone?.id],
        );
    });

    it("the region of an endpoint in another resource group, without a name of its own", async () => {
        const moved = (region: string) => ({
            privateEndpoints: [endpoint("westeurope", atHome), endpoint(region, { resourceGroupName: "rg-other" })],
        });
        await walk.to(moved("northeurope"));
        await walk.to(moved("uksouth"));
    });

    it("the order of two endpoints: nothing to do", async () => {
        const privateEndpoints = [endpoint("westeurope", atHome), endpoint("northeurope")];
        await walk.to({ privateEndpoints });
        assert.deepEqual(await walk.to({ privateEndpoints: privateEndpoints.toReversed() }), {});
    });

    it("a zone that is made later, and one that is adopted then", async () => {
        await walk.to({ privateEndpoints: [endpoint("westeurope", { dns: "policy" })] });
        await walk.to({ privateEndpoints: [endpoint("westeurope")] });
        const group = walk.ids.group.replace(/rg-app$/, "rg-hub");
        const zoneId = `${group}/providers/${ZONES}/privatelink.azurecr.io`;
        walk.azure.world.change((world) => {
            store(world, resource(group, "Microsoft.Resources/resourceGroups", "westeurope", {}));
            store(world, resource(zoneId, ZONES, "global", { numberOfRecordSets: 1 }));
        });
        await walk.to({ privateEndpoints: [endpoint("westeurope", { zoneId })] });
    });

    it("the subnet of the endpoint", async () => {
        await walk.to({ privateEndpoints: [endpoint("westeurope")] });
        const subnetId = `${walk.ids.network("westeurope")}/subnets/nodes`;
        await walk.to({ privateEndpoints: [endpoint("westeurope", { subnetId })] });
    });

    it("approval by the registry's owner: another endpoint, which stays when it is approved", async () => {
        await walk.to({ privateEndpoints: [endpoint("westeurope")] });
        const privateEndpoints = [endpoint("westeurope", { approvalMessage: "for the shop" })];
        await walk.to({ privateEndpoints });
        walk.azure.world.change((world) => {
            for (const each of ofType(world, "Microsoft.Network/privateEndpoints")) {
                approve(world, each);
            }
        });
        assert.deepEqual(await walk.refresh(), { update: 1 });
        assert.deepEqual(await walk.to({ privateEndpoints }), {});
        assert.deepEqual(await walk.to({ privateEndpoints, tags: { team: "shop" } }), { update: 4 });
    });

    it("what linked networks get for names that the zone does not have: in place, and back", async () => {
        const privateEndpoints = [endpoint("westeurope", { internetFallback: true })];
        await walk.to({ privateEndpoints });
        assert.deepEqual(await walk.to({ privateEndpoints: [endpoint("westeurope")] }), { update: 1 });
        assert.deepEqual(await walk.to({ privateEndpoints }), { update: 1 });
    });

    it("networks that are linked to the zone: one less, and another order", async () => {
        const [north = "", south = ""] = ["northeurope", "uksouth"].map((region) => walk.ids.network(region));
        const linked = (...virtualNetworkIds: string[]) => ({
            privateEndpoints: [endpoint("westeurope", { virtualNetworkIds })],
        });
        await walk.to(linked(north, south));
        assert.deepEqual(await walk.to(linked(south, north)), {});
        assert.deepEqual(await walk.to(linked(south)), { delete: 1 });
    });
});
