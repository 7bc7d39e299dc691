// Resource Manager over HTTP: which role assignments it lists for a scope, and in which versions it shows a registry's mode.
import assert from "node:assert/strict";
import { startManagementFront } from "../../../platform/azure/managementFront";
import { ACR_PULL } from "../../../platform/azure/rules/registryRights";
import { KUBELET_IDENTITY, SUBSCRIPTION } from "../../../platform/azure/seed";
import { SimulatedAzure } from "../../support/simulatedAzure";

const OTHER = "99999999-9999-4999-8999-999999999999";

describe("role assignments over HTTP", () => {
    let azure: SimulatedAzure;
    let registry: string;
    let get: (path: string, version?: string) => Promise<{ status: number; body: { value?: { name: string }[] } }>;
    beforeEach(async () => {
        azure = new SimulatedAzure();
        registry = (await azure.registry()).id;
        const { endpoint, token } = await startManagementFront(azure.arm, () => azure.world.read());
        get = async (path, version = "2022-04-01") => {
            const url = new URL(`${endpoint}${path}`);
            url.searchParams.set("api-version", version);
            const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
            return { status: answer.status, body: (await answer.json()) as { value?: { name: string }[] } };
        };
        await assign(azure.ids.group, 1);
        await assign(registry, 2);
        await assign(azure.ids.workspace, 3);
        await assign(registry, 4, OTHER);
    });
    afterEach(() => azure.remove());

    const assign = (scope: string, number: number, principalId = KUBELET_IDENTITY) =>
        azure.put("authorization:RoleAssignment", {
            scope,
            roleAssignmentName: `9a9a9a9a-0000-4000-8000-00000000000${number}`,
            roleDefinitionId: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${ACR_PULL}`,
            principalId,
            principalType: "ServicePrincipal",
        });

    const listed = async (scope: string, filter: string) => {
        const path = `${scope}/providers/Microsoft.Authorization/roleAssignments?$filter=${encodeURIComponent(filter)}`;
        return (await get(path)).body.value?.map(({ name }) => Number(name.at(-1)));
    };

    it("are those of a principal at, above and below the scope, or all at and above it", async () => {
        assert.deepEqual(await listed(registry, `principalId eq '${KUBELET_IDENTITY}'`), [1, 2]);
        assert.deepEqual(await listed(azure.ids.group, `principalId eq '${KUBELET_IDENTITY}'`), [1, 2, 3]);
        assert.deepEqual(await listed(registry, "atScope()"), [1, 2, 4]);
        assert.equal(await listed(registry, "name eq 'x'"), undefined);
    });

    it("need a token, and the right to read them", async () => {
        const { endpoint } = await startManagementFront(azure.arm, () => azure.world.read());
        assert.equal((await fetch(`${endpoint}${registry}`)).status, 401);
        const type = "Microsoft.Authorization/roleAssignments";
        azure.setFaults({
            faults: [{ operation: "GET", type, answer: { status: 403, code: "AuthorizationFailed", message: "no" } }],
        });
        assert.equal((await get(`${registry}/providers/${type}?$filter=atScope()`)).status, 403);
    });

    it("work with the mode that a registry shows from version 2025-11-01 on", async () => {
        assert.equal((await get(registry, "2023-07-01")).status, 400);
        const { body } = await get(registry, "2025-11-01");
        assert.deepEqual(
            (body as { properties?: Record<string, unknown> }).properties?.roleAssignmentMode,
            "LegacyRegistryPermissions",
        );
    });
});
