// A role that the cluster has already, and the mode that the registry has, as Azure tells them.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { azureCalls } from "../../../../components/registry/access/azureCalls";
import { RegistryPullAccess } from "../../../../components/registry/access/pullAccess";
import { pullRole } from "../../../../model/registry/roles";
import type { ResourceManagerAnswer } from "../../../../observe/registry/azure/resourceManager";
import { make, program } from "../../../support/aksRegistry";
import { azure, known, PRINCIPAL, registryId, UUID } from "../../../support/azureWorld";
import { type Recorded, recorded, refused, unknown } from "../../../support/harness";

const REGISTRY = registryId("acr1");
const OTHER = "9a9a9a9a-0000-4000-8000-000000000002";
const LEGACY = "LegacyRegistryPermissions";
const ABAC = "AbacRepositoryPermissions";

const assignment = (name: string, scope = REGISTRY, role = pullRole().id) => ({
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    properties: { scope, roleDefinitionId: `/subscriptions/s/providers/x/roleDefinitions/${role}` },
});
const types = ({ resources }: Recorded) => resources.map(({ type }) => type.split(":").at(-1));

describe("a role that the cluster has already", () => {
    const { ask } = azureCalls;
    let asked: string[];
    afterEach(() => {
        azureCalls.ask = ask;
    });

    const answer = (assignments: unknown, mode: string = LEGACY) => {
        asked = [];
        azureCalls.ask = async (token, { path }) => {
            asked.push(path.replace(/^.*\/registries\/[^/]+/, ""));
            assert.equal(token, "t");
            const isList = path.includes("/roleAssignments");
            const value = isList ? { value: assignments } : { properties: { roleAssignmentMode: mode } };
            return assignments === undefined && isList ? { missing: "403", isKnown: true } : { value };
        };
    };
    const world = azure({ token: "t" });
    const adopted = { registryId: REGISTRY, privateEndpoints: undefined };

    it("is left as it is, with a word, and its id is given out", async () => {
        answer([assignment(OTHER)]);
        let id: Promise<string> | undefined;
        const run = await recorded(() => {
            id = known(
                new RegistryPullAccess("pull", { registryId: REGISTRY, principalId: PRINCIPAL }).roleAssignmentId,
            );
        }, world);
        assert.ok(!types(run).includes("RoleAssignment"), types(run).join());
        assert.match(run.log.join(), new RegExp(`${PRINCIPAL} has the role AcrPull .* ${OTHER} of somebody else`));
        assert.equal(await id, assignment(OTHER).id);
        assert.equal(asked.length, 2);
    });

    it("counts from the resource group for a registry that is adopted, not for one that is created", async () => {
        const group = REGISTRY.replace(/\/providers.*/, "");
        answer([assignment(OTHER, group)]);
        assert.ok(!types(await recorded(program(adopted), world)).includes("RoleAssignment"));
        assert.ok(types(await recorded(program(), world)).includes("RoleAssignment"));
        const late = { ...adopted, registryId: pulumi.output(REGISTRY) };
        assert.ok(types(await recorded(program(late), world)).includes("RoleAssignment"), "the program may create it");
    });

    it("is the component's own one where it has its name", async () => {
        answer([assignment(UUID), assignment(OTHER)]);
        const { one, log } = await recorded(program(adopted), world);
        assert.equal(one("RoleAssignment").inputs.roleAssignmentName, UUID);
        assert.deepEqual(log, []);
    });

    it("is not looked for where it cannot be known yet, nor where Azure is not to be asked", async () => {
        answer([assignment(OTHER)]);
        const later = () => void new RegistryPullAccess("pull", { registryId: unknown(), principalId: PRINCIPAL });
        const run = await recorded(later, azure({ token: "t", preview: true }));
        assert.deepEqual([types(run).includes("RoleAssignment"), asked], [true, []]);
        await recorded(program({ ...adopted, pullAccess: "existing" }), world);
        assert.deepEqual(asked, []);
    });

    it("is assigned where Azure does not show assignments, with the way out", async () => {
        answer(undefined);
        const { one, log } = await recorded(program(adopted), world);
        one("RoleAssignment");
        assert.match(log.join(), /does not show the role assignments .*: 403\..*`pullAccess: existing`/);
    });

    it("follows from the mode that the registry has, for those that push, too", async () => {
        answer([], ABAC);
        const { resources } = await recorded(program({ ...adopted, pushers: { ci: PRINCIPAL } }), world);
        const roles = resources
            .filter(({ type }) => type.endsWith("RoleAssignment"))
            .map(({ inputs }) => inputs.roleDefinitionId.split("/").at(-1));
        assert.deepEqual(roles.sort(), ["2a1e307c-b015-4ebd-883e-5b7698a07328", pullRole(ABAC).id]);
        let advice: Promise<string> | undefined;
        await recorded(() => {
            advice = known(make(adopted).pullAdvice);
        }, world);
        assert.match((await advice) ?? "", /needs the role Container Registry Repository Reader/);
    });

    it("is refused for another mode than the registry has, and for one that nobody can read", async () => {
        answer([], ABAC);
        assert.match(
            await refused(program({ ...adopted, roleAssignmentMode: LEGACY }), world),
            /roleAssignmentMode: LegacyRegistryPermissions was given, and the registry is in mode AbacRepository/,
        );
        const missing = (isKnown: boolean): ResourceManagerAnswer => ({ missing: "no answer", isKnown });
        azureCalls.ask = async () => missing(true);
        assert.match(await refused(program(adopted), world), /the mode of the registry cannot be read \(no answer\)/);
        const given = await recorded(program({ ...adopted, roleAssignmentMode: ABAC }), world);
        assert.match(given.one("RoleAssignment").inputs.roleDefinitionId, new RegExp(pullRole(ABAC).id));
        azureCalls.ask = async () => missing(false);
        const { one } = await recorded(program(adopted), world);
        assert.match(one("RoleAssignment").inputs.roleDefinitionId, new RegExp(pullRole().id));
    });
});
