import assert from "node:assert/strict";
import type { ArmResource } from "../../../platform/azure/world";
import { InitFailed } from "../../../platform/providers/shared/provider";
import { type Properties, Secret } from "../../../platform/providers/shared/values";
import { PREMIUM, REGISTRY, type SimulatedProvider, signal, simulatedProvider } from "../../support/simulatedProvider";

const REPLICATION = "azure-native:containerregistry:Replication";

describe("the simulated azure-native at work", () => {
    let azure: SimulatedProvider["azure"];
    let provider: SimulatedProvider["provider"];
    let create: SimulatedProvider["create"];
    let read: SimulatedProvider["read"];

    beforeEach(() => {
        ({ azure, provider, create, read } = simulatedProvider());
    });
    afterEach(() => azure.remove());

    describe("creations", () => {
        it("do not take over what exists", async () => {
            const { id } = await create(REGISTRY, PREMIUM);
            await assert.rejects(
                create(REGISTRY, PREMIUM),
                new RegExp(`cannot create already existing resource "${id}"`),
            );
        });

        it("do not take over the replica that a registry has at home", async () => {
            await azure.registry();
            const home = { resourceGroupName: "rg-app", registryName: "acrapp", replicationName: "westeurope" };
            await assert.rejects(
                create(REPLICATION, home),
                /cannot create already existing resource ".*replications\/westeurope"/,
            );
        });

        it("are tried again when the service is busy, after as long as it says", async () => {
            const answer = { status: 429, code: "TooManyRequests", message: "slow down", retryAfterSeconds: 30 };
            const type = "Microsoft.ContainerRegistry/registries";
            azure.setFaults({ faults: [{ operation: "PUT", type, times: 3, answer }] });
            const start = azure.clock.now().getTime();
            await create(REGISTRY, PREMIUM);
            assert.equal(azure.clock.now().getTime() - start, 90_000);
            azure.setFaults({
                faults: [{ operation: "PUT", type, answer: { ...answer, status: 409, code: "Conflict" } }],
            });
            await assert.rejects(
                create(REGISTRY, { ...PREMIUM, registryName: "acrother" }),
                /Status=409 Code="Conflict"/,
            );
        });

        it("go through where the service throttles the first of every request, for as long as it says", async () => {
            const answer = { status: 429, code: "TooManyRequests", message: "slow down", retryAfterSeconds: 7 };
            azure.setFaults({ faults: [{ firstOfEach: true, answer }] });
            const start = azure.clock.now().getTime();
            await create(REGISTRY, PREMIUM);
            // One look whether it is there, one creation.
            assert.equal(azure.clock.now().getTime() - start, 14_000);
        });

        it("leave a resource whose operation failed to the next update", async () => {
            await azure.registry();
            const ends = { code: "InternalServerError", message: "no capacity" };
            const type = "Microsoft.ContainerRegistry/registries/replications";
            azure.setFaults({ faults: [{ operation: "PUT", type, ends }] });
            const inputs = { resourceGroupName: "rg-app", registryName: "acrapp", location: "northeurope" };
            await assert.rejects(create(REPLICATION, inputs), (error: unknown) => {
                assert.ok(error instanceof InitFailed);
                assert.match(error.reasons.join(), /no capacity/);
                assert.equal(error.outputs.provisioningState, "Failed");
                return error.id.endsWith("/replications/acr");
            });
        });
    });

    describe("refreshes", () => {
        it("see what was changed by hand, and not what the service filled in", async () => {
            const { id, inputs, outputs } = await create(REGISTRY, { ...PREMIUM, tags: { team: "shop" } });
            assert.deepEqual((await read(REGISTRY, id, inputs, outputs))?.inputs, inputs);
            await azure.put("containerregistry:Registry", {
                ...PREMIUM,
                registryName: String(outputs.name),
                location: "westeurope",
                tags: { team: "ops" },
                adminUserEnabled: true,
            });
            const found = await read(REGISTRY, id, inputs, outputs);
            assert.deepEqual(found?.inputs, { ...inputs, tags: { team: "ops" }, adminUserEnabled: true });
        });

        it("see that something is gone", async () => {
            const { id } = await create(REGISTRY, PREMIUM);
            await azure.arm.delete(id);
            assert.equal(await read(REGISTRY, id), undefined);
        });

        it("import by id", async () => {
            const { id } = await azure.registry({ tags: { team: "shop" } });
            const inputs = (await read(REGISTRY, id))?.inputs;
            assert.equal(inputs?.registryName, "acrapp");
            assert.equal(inputs?.resourceGroupName, "rg-app");
            assert.deepEqual(inputs?.tags, { team: "shop" });
            assert.equal(inputs?.loginServer, undefined);
        });
    });

    describe("functions", () => {
        const invoke = async (token: string, args: Properties) =>
            provider.invoke?.({ signal, token: `azure-native:${token}`, args, preview: false });
        const cluster = { resourceGroupName: "rg-app", resourceName: "aks-app" };

        it("describe the cluster with its kubelet identity", async () => {
            const found = await invoke("containerservice:getManagedCluster", cluster);
            assert.equal(found?.location, "westeurope");
            assert.match(JSON.stringify(found?.identityProfile), /"kubeletidentity":\{"objectId":"33333333-/);
            const other = { ...cluster, resourceName: "aks-none" };
            await assert.rejects(invoke("containerservice:getManagedCluster", other), /ResourceNotFound.*aks-none/);
        });

        it("hand the kubeconfig out as a secret", async () => {
            const found = await invoke("containerservice:listManagedClusterUserCredentials", cluster);
            const value = new Secret(Buffer.from("apiVersion: v1").toString("base64"));
            assert.deepEqual(found?.kubeconfigs, [{ name: "clusterUser", value }]);
        });

        it("look up what exists, with its children", async () => {
            const subnet = {
                resourceGroupName: "rg-app",
                virtualNetworkName: "vnet-westeurope",
                subnetName: "endpoints",
            };
            assert.equal((await invoke("network:getSubnet", subnet))?.addressPrefix, "10.0.1.0/27");
            const { id } = await azure.registry();
            const registry = { resourceGroupName: "rg-app", registryName: "acrapp" };
            assert.equal((await invoke("containerregistry:getRegistry", registry))?.id, id);
        });

        it("look into the provider's own subscription only", async () => {
            const hub = "99999999-1111-4111-8111-111111111111";
            const { id } = await azure.registry();
            azure.world.change((world) => Object.assign(world, { otherSubscriptions: [hub] }));
            const registry = { resourceGroupName: "rg-app", registryName: "acrapp" };
            await provider.configure?.({ subscriptionId: hub });
            assert.equal((await invoke("authorization:getClientConfig", {}))?.subscriptionId, hub);
            await assert.rejects(invoke("containerregistry:getRegistry", registry), /ResourceNotFound.*acrapp/);
            azure.world.change((world) => {
                const there = id.replace(azure.world.read().subscriptionId, hub);
                world.resources[there.toLowerCase()] = {
                    ...world.resources[id.toLowerCase()],
                    id: there,
                } as ArmResource;
            });
            assert.match(String((await invoke("containerregistry:getRegistry", registry))?.id), new RegExp(hub));
        });

        it("say which are not simulated", async () => {
            await assert.rejects(
                invoke("storage:getStorageAccount", {}),
                /does not simulate azure-native:storage:StorageAccount/,
            );
        });
    });
});
