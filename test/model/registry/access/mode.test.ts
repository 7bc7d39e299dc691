// The mode of role assignments that a registry has, against what was given.
import assert from "node:assert/strict";
import { foundModeFaults, modeIn, modeQuestion, unreadModeFaults } from "../../../../model/registry/access/mode";
import { pullRole, RoleAssignmentMode } from "../../../../model/registry/roles";

const { LegacyRegistryPermissions: LEGACY, AbacRepositoryPermissions: ABAC } = RoleAssignmentMode;

describe("the mode of a registry", () => {
    it("is read from the version of the API that shows it", () => {
        assert.equal(modeQuestion("/x").apiVersion, "2025-11-01");
        assert.equal(modeIn({ properties: { roleAssignmentMode: ABAC } }), ABAC);
        assert.equal(modeIn({ properties: {} }), undefined);
        assert.equal(modeIn({ properties: { roleAssignmentMode: "Other" } }), undefined);
    });

    it("contradicts another one that was given, and a role that has no effect in it", () => {
        assert.deepEqual(foundModeFaults(undefined, undefined, ABAC), []);
        assert.deepEqual(foundModeFaults(LEGACY, undefined, LEGACY), []);
        const [given] = foundModeFaults(LEGACY, undefined, ABAC);
        assert.equal(given?.property, "roleAssignmentMode");
        assert.match(given?.reason ?? "", /in mode AbacRepo.*the nodes get Container Registry Repository Reader/);
        const [role] = foundModeFaults(undefined, pullRole(LEGACY).id, ABAC);
        assert.deepEqual([role?.property, /^AcrPull has no effect/.test(role?.reason ?? "")], ["role", true]);
        assert.deepEqual(foundModeFaults(undefined, pullRole(ABAC).id, ABAC), []);
        assert.deepEqual(foundModeFaults(undefined, "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee", ABAC), []);
    });

    it("is to be given where nobody can read it", () => {
        assert.match(
            unreadModeFaults("no answer")[0]?.reason ?? "",
            /\(no answer\).*or give LegacyRegistryPermissions or Abac/,
        );
    });
});
