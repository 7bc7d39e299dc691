import assert from "node:assert/strict";
import { diff } from "../../../platform/azure/provider/provider";
import { type Properties, UNKNOWN } from "../../../platform/providers/shared/values";
import { call, PREMIUM, REGISTRY, type SimulatedProvider, simulatedProvider } from "../../support/simulatedProvider";

const REPLICATION = "azure-native:containerregistry:Replication";

describe("the simulated azure-native", () => {
    let azure: SimulatedProvider["azure"];
    let provider: SimulatedProvider["provider"];
    let check: SimulatedProvider["check"];
    let create: SimulatedProvider["create"];

    beforeEach(() => {
        ({ azure, provider, check, create } = simulatedProvider());
    });
    afterEach(() => azure.remove());

    describe("checks", () => {
        it("name what stands alone with a random suffix, children like the resource, role assignments by a UUID", async () => {
            const { inputs } = await check(REGISTRY, PREMIUM);
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
            const first = await check(REGISTRY, PREMIUM);
            const again = await check(REGISTRY, PREMIUM, { olds: first.inputs, randomSeed: Buffer.from("other") });
            assert.deepEqual(again.inputs, first.inputs);
        });

        it("take the location of the resource group where none is given", async () => {
            assert.equal((await check(REGISTRY, PREMIUM)).inputs.location, "westeurope");
            await provider.configure?.({ location: "northeurope" });
            assert.equal((await check(REGISTRY, PREMIUM)).inputs.location, "northeurope");
            assert.equal(
                (await check(REGISTRY, PREMIUM, { olds: { location: "uksouth" } })).inputs.location,
                "uksouth",
            );
        });

        it("report what is missing, all of it", async () => {
            const { failures } = await check("azure-native:authorization:RoleAssignment", { principalType: "User" });
            const missing = failures?.map(({ property }) => property);
            assert.deepEqual(missing, ["scope", "roleDefinitionId", "principalId"]);
        });

        it("find an unknown property in a preview already, unless a value is not known yet", async () => {
            const [failure] = (await check(REGISTRY, { ...PREMIUM, zone: "1" })).failures ?? [];
            assert.match(failure?.reason ?? "", /InvalidRequestContent.*'zone'/);
            assert.deepEqual((await check(REGISTRY, { ...PREMIUM, zone: UNKNOWN })).failures, []);
        });
    });

    describe("differences", () => {
        const named = { registryName: "acrapp", location: "westeurope", ...PREMIUM };
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
            const { outputs } = await create(REGISTRY, PREMIUM, true);
            assert.equal(outputs.loginServer, UNKNOWN);
            assert.equal(outputs.name, UNKNOWN);
            assert.equal(outputs.location, "westeurope");
            assert.equal(
                Object.keys(azure.world.read().resources).some((id) => id.includes("registries")),
                false,
            );
        });

        it("of an update know the name as well", async () => {
            const { id, inputs, outputs } = await create(REGISTRY, PREMIUM);
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
});
