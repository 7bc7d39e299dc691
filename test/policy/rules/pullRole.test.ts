import assert from "node:assert/strict";
import { pullRole, RoleAssignmentMode } from "../../../model/registry/roles";
import { UNKNOWN, violations } from "../../support/violations";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";
const SCOPE = `${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr1`;
const OTHER = "b24988ac-6180-42a0-ab88-20f7382dd24c";

function found(role: string, scope: string = SCOPE, settings = {}): string[] {
    const roleDefinitionId = `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
    return violations("pull-role", {
        type: "azure-native:authorization:RoleAssignment",
        props: { scope, roleDefinitionId, principalId: UNKNOWN },
        settings,
    });
}

describe("the rule pull-role", () => {
    it("refuses another role, and says which it found and which is enough", () => {
        assert.deepEqual(found(OTHER), [
            `the role ${OTHER} on a registry may do more than pull; for nodes AcrPull (7f951dda-4ed3-4680-a7ca-43fe172d538d), ` +
                "or Container Registry Repository Reader (b93aa761-3e63-49ed-ac28-beffa264f7ac) in mode " +
                "AbacRepositoryPermissions is enough. A role for those who push belongs in this rule's setting allowedRoles",
        ]);
    });

    it("accepts the pull roles of both modes, in any case", () => {
        for (const mode of Object.values(RoleAssignmentMode)) {
            assert.deepEqual(found(pullRole(mode).id.toUpperCase(), SCOPE.toLowerCase()), []);
        }
    });

    it("accepts the roles of its setting", () => {
        assert.deepEqual(found(OTHER, SCOPE, { allowedRoles: [OTHER.toUpperCase()] }), []);
    });

    it("says nothing of other scopes, and of one that a preview does not know", () => {
        for (const scope of [
            `${SUBSCRIPTION}/resourceGroups/rg`,
            SCOPE.replace("Registry/reg", "Service/reg"),
            UNKNOWN,
        ]) {
            assert.deepEqual(found(OTHER, scope), []);
        }
    });
});
