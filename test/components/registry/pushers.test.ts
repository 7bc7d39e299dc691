// The identities that push to a registry.
import assert from "node:assert/strict";
import type { AksRegistryArgs } from "../../../components/registry/aksRegistryArgs";
import { RoleAssignmentMode } from "../../../model/registry/roles";
import { program } from "../../support/aksRegistry";
import { azure, PRINCIPAL, registryId, SUBSCRIPTION } from "../../support/azureWorld";
import { recorded, refused } from "../../support/harness";

const PIPELINE = "cccccccc-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const definition = (role: string) =>
    `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`;

describe("those who push to an AksRegistry", () => {
    const assigned = async (args: Partial<AksRegistryArgs>) =>
        (await recorded(program({ pushers: { ci: PIPELINE }, ...args }), azure())).one("RoleAssignment", "acr-push-ci");

    it("get the role of the registry's mode, next to that of the nodes", async () => {
        const { inputs } = await assigned({});
        assert.equal(inputs.roleDefinitionId, definition("8311e382-0749-4cb8-b61a-304f252e45ec"));
        assert.deepEqual([inputs.principalId, inputs.principalType], [PIPELINE, "ServicePrincipal"]);
        const abac = { roleAssignmentMode: RoleAssignmentMode.AbacRepositoryPermissions };
        const adopted = await assigned({ registryId: registryId("acr1"), ...abac });
        assert.equal(adopted.inputs.roleDefinitionId, definition("2a1e307c-b015-4ebd-883e-5b7698a07328"));
        assert.equal(adopted.inputs.scope, registryId("acr1"));
    });

    it("keep their assignment when others come and go", async () => {
        const { one } = await recorded(program({ pushers: { agents: PRINCIPAL, ci: PIPELINE } }), azure());
        assert.equal(one("RandomUuid", "acr-push-ci").inputs.keepers.principalId, PIPELINE);
        assert.equal(one("RandomUuid", "acr-push-agents").inputs.keepers.principalId, PRINCIPAL);
    });

    it("are refused where they are none, each by its name", async () => {
        const text = await refused(program({ pushers: { ci: "the pipeline", ops: "" } }), azure());
        assert.match(text, /- pushers\.ci: "the pipeline" is not an object id; expected a GUID, as in `az ad sp show/);
        assert.match(text, /- pushers\.ops: there is none; expected a GUID/);
        const list = [PIPELINE] as unknown as Record<string, string>;
        assert.match(await refused(program({ pushers: list }), azure()), /pushers: .* must be an object/);
    });
});
