// A cluster that was attached to its registry before: its role stays whose it is, from the first preview on.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { AksRegistry } from "../../../components/registry/aksRegistry";
import type { AksRegistryArgs } from "../../../components/registry/aksRegistryArgs";
import { ACR_PULL, REPOSITORY_READER } from "../../../platform/azure/rules/registryRights";
import { KUBELET_IDENTITY, resource, SUBSCRIPTION, seedIds } from "../../../platform/azure/seed";
import { discard, ofType, store } from "../../../platform/azure/world";
import { type Simulation, simulateAzure } from "../../../start/azure/engine";

const ASSIGNMENT = "Microsoft.Authorization/roleAssignments";
const ATTACHED = "9a9a9a9a-0000-4000-8000-000000000002";
const REGISTRY = `${seedIds().group}/providers/Microsoft.ContainerRegistry/registries/acrhub`;
const CLUSTER = { resourceGroupName: "rg-app", name: "aks-app" };

describe("a role that a cluster has already", () => {
    const folder = mkdtempSync(join(tmpdir(), "existing-role-"));
    let azure: Simulation;
    let args: Partial<AksRegistryArgs>;
    let stack: Stack;
    let output: string;

    before(async () => {
        azure = simulateAzure(folder);
        setMode("LegacyRegistryPermissions");
        attach(REGISTRY);
        stack = await azure.stack("existing-role", async () => {
            const given = { resourceGroupName: "rg-app", cluster: CLUSTER, registryId: REGISTRY, ...args };
            return { advice: new AksRegistry("acr", given).pullAdvice };
        });
    });
    beforeEach(() => {
        [args, output] = [{}, ""];
        azure.setFaults({});
    });
    after(() => rmSync(folder, { recursive: true }));

    function setMode(roleAssignmentMode: string): void {
        const properties = { loginServer: "acrhub.azurecr.io", dataEndpointHostNames: [], roleAssignmentMode };
        const registry = resource(REGISTRY, "Microsoft.ContainerRegistry/registries", "westeurope", properties);
        azure.world.change((world) => store(world, { ...registry, sku: { name: "Premium", tier: "Premium" } }));
    }

    function attach(scope: string, role = ACR_PULL): void {
        const roleDefinitionId = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
        const properties = {
            scope,
            roleDefinitionId,
            principalId: KUBELET_IDENTITY,
            principalType: "ServicePrincipal",
        };
        const id = `${scope}/providers/${ASSIGNMENT}/${ATTACHED}`;
        azure.world.change((world) => store(world, resource(id, ASSIGNMENT, undefined, properties)));
    }

    function detach(scope: string): void {
        azure.world.change((world) => discard(world, `${scope}/providers/${ASSIGNMENT}/${ATTACHED}`));
    }

    const onOutput = (text: string) => {
        output += text;
    };
    const up = async () => {
        const { changeSummary } = await stack.preview({ onOutput });
        const { resourceChanges } = (await stack.up({ onOutput })).summary;
        assert.deepEqual(resourceChanges, { ...changeSummary }, "the update did what the preview said");
    };
    const assignments = () =>
        ofType(azure.world.read(), ASSIGNMENT).map(({ name, properties }) => [
            name === ATTACHED ? "theirs" : "ours",
            String(properties.roleDefinitionId).split("/").at(-1),
        ]);

    it("is left as it is, with a word, and never becomes the stack's", async () => {
        await up();
        assert.match(output, new RegExp(`has the role AcrPull on .*acrhub already, by the assignment ${ATTACHED}`));
        await up();
        assert.deepEqual(assignments(), [["theirs", ACR_PULL]]);
        assert.ok(
            !(await stack.exportStack()).deployment.resources.some(({ type }: { type: string }) =>
                /RoleAssign/.test(type),
            ),
        );
    });

    it("is assigned once nobody else gives it, and stays the stack's when somebody gives it again", async () => {
        detach(REGISTRY);
        await up();
        assert.deepEqual(assignments(), [["ours", ACR_PULL]]);
        attach(seedIds().group);
        await up();
        assert.deepEqual(assignments().sort(), [
            ["ours", ACR_PULL],
            ["theirs", ACR_PULL],
        ]);
        detach(seedIds().group);
    });

    it("stays the stack's where Azure does not show assignments, with a word", async () => {
        const answer = { status: 403, code: "AuthorizationFailed", message: "may not read" };
        azure.setFaults({ faults: [{ operation: "GET", type: ASSIGNMENT, name: "", answer }] });
        await up();
        assert.match(
            output,
            /does not show the role assignments of .*403: AuthorizationFailed.*`pullAccess: existing`/s,
        );
        assert.deepEqual(assignments(), [["ours", ACR_PULL]]);
    });

    it("follows the registry's mode when that changes; another mode is refused", async () => {
        setMode("AbacRepositoryPermissions");
        args = { roleAssignmentMode: "LegacyRegistryPermissions" };
        await assert.rejects(stack.preview({ onOutput }));
        assert.match(
            output,
            /LegacyRegistryPermissions was given, and the registry is in mode AbacRepositoryPermissions/,
        );
        args = {};
        await up();
        assert.deepEqual(assignments(), [["ours", REPOSITORY_READER]]);
    });
});
