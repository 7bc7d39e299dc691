import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { azureProvider, diff } from "../../../platform/azure/provider/provider";
import type { ArmResource } from "../../../platform/azure/world";
import { type CheckCall, InitFailed, type Provider } from "../../../platform/providers/shared/provider";
import { type Properties, Secret, UNKNOWN } from "../../../platform/providers/shared/values";
import { Played } from "./played";

const REGISTRY = "azure-native:containerregistry:Registry";
const REPLICATION = "azure-native:containerregistry:Replication";
const signal = new AbortController().signal;

function call(type: string, name = "acr") {
    return { signal, urn: `urn:pulumi:dev::app::${type}::${name}`, name, type, log: () => {} };
}

describe("the played azure-native", () => {
    let azure: Played;
    let provider: Provider;
    beforeEach(() => {
        azure = new Played();
        const { arm, world, clock } = azure;
        const kubeconfig = join(azure.folder, "kubeconfig");
        writeFileSync(kubeconfig, "apiVersion: v1");
        provider = azureProvider({ version: "3.28.0", arm, world, kubeconfig, sleep: clock.sleep });
    });
    afterEach(() => azure.remove());

    const check = async (type: string, news: Properties, more: Partial<CheckCall> = {}) => {
        const given = { ...call(type, more.name), olds: undefined, news, randomSeed: Buffer.from("seed"), ...more };
        return provider.check(given);
    };
    const create = async (type: string, news: Properties, preview = false) => {
        const { inputs, failures } = await check(type, news);
        assert.deepEqual(failures, []);
        const made = await provider.create({ ...call(type), inputs, preview, timeoutSeconds: undefined });
        return { ...made, inputs };
    };
    const premium = { resourceGroupName: "rg-app", sku: { name: "Premium" } };
    const read = (type: string, id: string, inputs: Properties = {}, outputs: Properties = {}) =>
        provider.read({ ...call(type), id, inputs, outputs, timeoutSeconds: undefined });

    describe("checks", () => {
        it("name what stands alone with a random suffix, children like the resource, role assignments by a UUID", async () => {
            const { inputs } = await check(REGISTRY, premium);
            assert.match(String(inputs.registryName), /^acr[0-9a-f]{8}$/);
            const child = await check(REPLICATION, { resourceGroupName: "rg-app", registryName: "acrapp" });
            assert.equal(child.inputs.replicationName, "acr");
            const type = "azure-native:authorization:RoleAssignment";
            const assignment = await check(type, { scope: "/s", principalId: "p", roleDefinitionId: "r" });
            assert.match(String(assignment.inputs.roleAssignmentName), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
            const setting = await check("azure-native:monitor:DiagnosticSetting", { resourceUri: "/r" });
            assert.match(String(setting.inputs.name), /^acr[0-9a-f]{8}$/);
        });

        it("keep a name that was chosen before", async () => {
            const first = await check(REGISTRY, premium);
            const again = await check(REGISTRY, premium, { olds: first.inputs, randomSeed: Buffer.from("other") });
            assert.deepEqual(again.inputs, first.inputs);
        });

        it("take the location of the resource group where none is given", async () => {
            assert.equal((await check(REGISTRY, premium)).inputs.location, "westeurope");
            await provider.configure?.({ location: "northeurope" });
            assert.equal((await check(REGISTRY, premium)).inputs.location, "northeurope");
            assert.equal(
                (await check(REGISTRY, premium, { olds: { location: "uksouth" } })).inputs.location,
                "uksouth",
            );
        });

        it("report what is missing, all of it", async () => {
            const { failures } = await check("azure-native:authorization:RoleAssignment", { principalType: "User" });
            const missing = failures?.map(({ property }) => property);
            assert.deepEqual(missing, ["scope", "roleDefinitionId", "principalId"]);
        });

        it("find an unknown property in a preview already, unless a value is not known yet", async () => {
            const [failure] = (await check(REGISTRY, { ...premium, zone: "1" })).failures ?? [];
            assert.match(failure?.reason ?? "", /InvalidRequestContent.*'zone'/);
            assert.deepEqual((await check(REGISTRY, { ...premium, zone: UNKNOWN })).failures, []);
        });
    });

    describe("differences", () => {
        const named = { registryName: "acrapp", location: "westeurope", ...premium };
        const changes = (olds: Properties, news: Properties) => diff({ type: REGISTRY, oldInputs: olds, news });

        it("replace what is in the id, and what is elsewhere", () => {
            const { changes: found } = changes(named, {
                ...named,
                registryName: "acrnew",
                location: "uksouth",
                tags: {},
            });
            assert.deepEqual(found, {
                registryName: { kind: "update", replace: true },
                location: { kind: "update", replace: true },
                tags: { kind: "add" },
            });
        });

        it("replace what azure-native's own table says, in whatever depth, and nothing else", () => {
            const endpoint = {
                subnet: { id: "/a" },
                privateLinkServiceConnections: [{ privateLinkServiceId: "/one" }],
                tags: { a: "b" },
            };
            const of = (news: Properties) =>
                diff({
                    type: "azure-native:network:PrivateEndpoint",
                    oldInputs: endpoint,
                    news: { ...endpoint, ...news },
                }).changes;
            assert.deepEqual(of({ subnet: { id: "/b" } }), { "subnet.id": { kind: "update", replace: true } });
            assert.deepEqual(of({ privateLinkServiceConnections: [{ privateLinkServiceId: "/two" }] }), {
                "privateLinkServiceConnections[0].privateLinkServiceId": { kind: "update" },
            });
            const assignment = { scope: "/s", roleAssignmentName: "n", principalId: "p", roleDefinitionId: "r" };
            const { changes: found } = diff({
                type: "azure-native:authorization:RoleAssignment",
                oldInputs: assignment,
                news: { ...assignment, principalId: "q", roleDefinitionId: "t" },
            });
            assert.deepEqual(found, {
                principalId: { kind: "update", replace: true },
                roleDefinitionId: { kind: "update" },
            });
        });

        it("ignore how a location is spelled", () => {
            const [olds, news] = ["WestEurope", "West Europe"].map((location) => ({ ...named, location }));
            assert.deepEqual(changes(olds ?? {}, news ?? {}).changes, {});
        });

        it("delete first, but not what has a random name", () => {
            const elsewhere = { ...named, location: "uksouth" };
            assert.equal(changes(named, elsewhere).deleteBeforeReplace, true);
            assert.equal(changes({ ...named, __createBeforeDelete: true }, elsewhere).deleteBeforeReplace, false);
        });
    });

    describe("previews", () => {
        it("know the inputs and nothing else", async () => {
            const { outputs } = await create(REGISTRY, premium, true);
            assert.equal(outputs.loginServer, UNKNOWN);
            assert.equal(outputs.name, UNKNOWN);
            assert.equal(outputs.location, "westeurope");
            assert.equal(
                Object.keys(azure.world.read().resources).some((id) => id.includes("registries")),
                false,
            );
        });

        it("of an update know the name as well", async () => {
            const { id, inputs, outputs } = await create(REGISTRY, premium);
            const news = { ...inputs, tags: { a: "b" } };
            const compared = { oldInputs: inputs, oldOutputs: outputs, news, ignoreChanges: [] };
            const expected = await provider.update({
                ...call(REGISTRY),
                id,
                ...compared,
                preview: true,
                timeoutSeconds: undefined,
            });
            assert.equal(expected.name, outputs.name);
            assert.equal(expected.loginServer, UNKNOWN);
        });
    });

    describe("creations", () => {
        it("do not take over what exists", async () => {
            const { id } = await create(REGISTRY, premium);
            await assert.rejects(
                create(REGISTRY, premium),
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
            await create(REGISTRY, premium);
            assert.equal(azure.clock.now().getTime() - start, 90_000);
            azure.setFaults({
                faults: [{ operation: "PUT", type, answer: { ...answer, status: 409, code: "Conflict" } }],
            });
            await assert.rejects(
                create(REGISTRY, { ...premium, registryName: "acrother" }),
                /Status=409 Code="Conflict"/,
            );
        });

        it("go through where the service throttles the first of every request, for as long as it says", async () => {
            const answer = { status: 429, code: "TooManyRequests", message: "slow down", retryAfterSeconds: 7 };
            azure.setFaults({ faults: [{ firstOfEach: true, answer }] });
            const start = azure.clock.now().getTime();
            await create(REGISTRY, premium);
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
            const { id, inputs, outputs } = await create(REGISTRY, { ...premium, tags: { team: "shop" } });
            assert.deepEqual((await read(REGISTRY, id, inputs, outputs))?.inputs, inputs);
            await azure.put("containerregistry:Registry", {
                ...premium,
                registryName: String(outputs.name),
                location: "westeurope",
                tags: { team: "ops" },
                adminUserEnabled: true,
            });
            const found = await read(REGISTRY, id, inputs, outputs);
            assert.deepEqual(found?.inputs, { ...inputs, tags: { team: "ops" }, adminUserEnabled: true });
        });

        it("see that something is gone", async () => {
            const { id } = await create(REGISTRY, premium);
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

        it("say which are not played", async () => {
            await assert.rejects(
                invoke("storage:getStorageAccount", {}),
                /does not play azure-native:storage:StorageAccount/,
            );
        });
    });
});
