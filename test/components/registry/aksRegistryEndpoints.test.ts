// The private endpoints of a cluster's registry, and the subnets they are in.
import assert from "node:assert/strict";
import type { AksRegistryArgs } from "../../../components/registry/aksRegistryArgs";
import { ENDPOINT, program } from "../../support/aksRegistry";
import { azure, network, registryId, subnet, ZONE } from "../../support/azureWorld";
import { failed, recorded, refused } from "../../support/harness";

describe("the private endpoints of an AksRegistry", () => {
    it("warns of a cluster whose network is linked to none of the zones", async () => {
        const warnings = async (nodeSubnets: (string | undefined)[], args: Partial<AksRegistryArgs> = {}) =>
            (await recorded(program(args), azure({ nodeSubnets }))).log;
        assert.deepEqual(await warnings([subnet("vnet-1")]), []);
        assert.match(
            (await warnings([subnet("vnet-3")])).join(),
            /the network .*vnet-3 of cluster aks-app is linked to none/,
        );
        assert.match((await warnings([undefined])).join(), /the network that AKS manages for it/);
        const linked = { privateEndpoints: [{ ...ENDPOINT, virtualNetworkIds: [network("vnet-3")] }] };
        assert.deepEqual(await warnings([subnet("vnet-3")], linked), []);
        const adopted = { privateEndpoints: [{ ...ENDPOINT, zoneId: ZONE }] };
        assert.deepEqual(await warnings([subnet("vnet-3")], adopted), []);
    });

    it("creates every replica before the endpoint", async () => {
        const { one } = await recorded(program({ replicas: ["eastus"] }), azure());
        assert.ok(one("PrivateEndpoint").dependencies.includes(one("Replication").urn));
    });

    it("creates a second endpoint in a resource group of its own, whatever their order", async () => {
        const privateEndpoints = [
            { ...ENDPOINT, resourceGroupName: "rg" },
            { region: "eastus", subnetId: subnet("vnet-2") },
        ];
        const args = { privateEndpoints, replicas: ["eastus"] };
        const { one, resources } = await recorded(program(args), azure());
        assert.equal(one("PrivateEndpoint", "acr-home").inputs.resourceGroupName, "rg");
        const turned = { ...args, privateEndpoints: privateEndpoints.toReversed() };
        const made = ({ resources: all }: { resources: typeof resources }) =>
            all.map(({ urn, inputs }) => JSON.stringify([urn, inputs])).sort();
        assert.deepEqual(made(await recorded(program(turned), azure())), made({ resources }));
        assert.equal(one("PrivateEndpoint", "acr-eastus").inputs.resourceGroupName, "acr-eastus1a2b3c4d");
    });

    it("wants to know which of several endpoints is in the registry's resource group", async () => {
        const privateEndpoints = [ENDPOINT, { region: "eastus", subnetId: subnet("vnet-2") }];
        const text = await refused(program({ privateEndpoints, replicas: ["eastus"] }), azure());
        assert.match(text, /privateEndpoints: of several, .* give one of them `resourceGroupName: rg` \(in earlier/);
    });

    it("keeps the endpoint that an earlier version named after its region", async () => {
        const { resources } = await recorded(program(), azure());
        const types = ["PrivateEndpoint", "PrivateZone", "PrivateDnsZoneGroup", "VirtualNetworkLink"];
        for (const type of types) {
            const [resource] = resources.filter((each) => each.type.endsWith(`:${type}`));
            assert.match(resource?.name ?? "", /^acr-(home|[0-9a-f]{8}$)/);
            assert.ok(resource?.aliases.includes("acr-westeurope"), `${type}: ${resource?.aliases}`);
        }
    });
});

describe("the subnet of a registry's endpoint", () => {
    const taken = (count: number, name = "vm") =>
        Array.from(
            { length: count },
            (_, index) => `/subscriptions/s/networkInterfaces/${name}.nic.${index}/ipConfigurations/c`,
        );
    const args = { replicas: ["eastus", "northeurope"] };

    it("is refused where too few of its addresses are free, before anything is created", async () => {
        const { text, resources } = await failed(program(args), azure({ ipConfigurations: taken(25) }));
        assert.match(
            text,
            /has 27 usable addresses \(Azure keeps 5\), of which others take 25, and a registry in 3 regions takes 4/,
        );
        assert.deepEqual(
            resources.filter(({ custom }) => custom),
            [],
        );
        await recorded(program(args), azure({ ipConfigurations: taken(23) }));
    });

    it("does not count the endpoint's own addresses on later runs, under any name that it had", async () => {
        for (const name of ["acr-home1a2b3c4d", "acr-westeurope1a2b3c4d"]) {
            const ipConfigurations = [...taken(22), ...taken(4, name)];
            await recorded(program(args), azure({ ipConfigurations }));
        }
        const others = [...taken(22), ...taken(4, "acr-northeurope1a2b3c4d")];
        await refused(program(args), azure({ ipConfigurations: others }));
    });

    it("has room for every region that an existing registry is in", async () => {
        const dataEndpointHostNames = ["westeurope", "eastus", "uksouth"].map(
            (region) => `acr1.${region}.data.azurecr.io`,
        );
        const world = azure({ prefix: "10.0.1.0/29", dataEndpointHostNames });
        assert.match(
            await refused(program({ registryId: registryId("acr1") }), world),
            /a registry in 3 regions takes 4/,
        );
    });
});
