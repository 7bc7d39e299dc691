// The role with which nodes pull: by the registry's mode, for an identity that is one.
import assert from "node:assert/strict";
import {
    kubeletIdentityFaults,
    newRegistryModeFaults,
    principalFaults,
    pullAdvice,
    pullRole,
    pusherFaults,
    pushRole,
    RoleAssignmentMode,
    roleDefinitionId,
    roleFaults,
} from "../../../model/registry/roles";
import { faultTexts } from "../../support/faultTexts";

const ACR_PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
const REPOSITORY_READER = "b93aa761-3e63-49ed-ac28-beffa264f7ac";
const CUSTOM = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

describe("pullRole", () => {
    it("is AcrPull, also when no mode is given", () => {
        assert.deepEqual(pullRole(), { name: "AcrPull", id: ACR_PULL });
        assert.equal(pullRole(RoleAssignmentMode.LegacyRegistryPermissions).id, ACR_PULL);
    });

    it("is the repository reader for a registry with repository permissions, which ignores AcrPull", () => {
        const role = pullRole(RoleAssignmentMode.AbacRepositoryPermissions);
        assert.deepEqual(role, { name: "Container Registry Repository Reader", id: REPOSITORY_READER });
    });
});

describe("roleFaults", () => {
    it("accepts no role, and a role of one's own for a registry with registry permissions", () => {
        assert.deepEqual(faultTexts(roleFaults(undefined, undefined)), []);
        assert.deepEqual(faultTexts(roleFaults(undefined, CUSTOM)), []);
        assert.deepEqual(faultTexts(roleFaults(RoleAssignmentMode.AbacRepositoryPermissions, undefined)), []);
    });

    it("refuses any role for a registry with repository permissions, and names AcrPull", () => {
        const [fault = ""] = faultTexts(roleFaults(RoleAssignmentMode.AbacRepositoryPermissions, ACR_PULL));
        assert.match(fault, /^role: AcrPull is refused for a registry in mode AbacRepositoryPermissions/);
        assert.match(fault, /leave it out, and the nodes get Container Registry Repository Reader$/);
        assert.equal(faultTexts(roleFaults(RoleAssignmentMode.AbacRepositoryPermissions, CUSTOM)).length, 1);
    });

    it("refuses a mode that does not exist and a role that is not a GUID, in one error", () => {
        const faults = faultTexts(roleFaults("rbac", "AcrPull"));
        assert.match(
            faults[0] ?? "",
            /^roleAssignmentMode: "rbac" is not accepted; expected LegacyRegistryPermissions or Abac/,
        );
        assert.match(faults[1] ?? "", /^role: "AcrPull" is not a GUID; expected the name of a role definition/);
    });
});

describe("roleDefinitionId", () => {
    it("is in the subscription of the registry, as Azure returns it", () => {
        const registry = "/subscriptions/sub-1/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr1";
        assert.equal(
            roleDefinitionId(registry, ACR_PULL.toUpperCase()),
            `/subscriptions/sub-1/providers/Microsoft.Authorization/roleDefinitions/${ACR_PULL}`,
        );
    });
});

describe("pullAdvice", () => {
    it("names the identity and the role, and the command that shows what the identity has", () => {
        const registryId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/acr1";
        const text = pullAdvice({ principalId: CUSTOM, roleName: "AcrPull", registryId });
        assert.match(
            text,
            /^The kubelet identity may not pull: aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee needs .* AcrPull /,
        );
        assert.ok(text.includes(`\`az role assignment list --assignee ${CUSTOM} --scope ${registryId} `), text);
    });
});

describe("principalFaults", () => {
    it("accepts an object id", () => assert.deepEqual(faultTexts(principalFaults(CUSTOM)), []));

    it("says where to find it when there is none or something else", () => {
        assert.match(
            faultTexts(principalFaults(undefined))[0] ?? "",
            /^there is none; expected the object id .* `az aks show .* --query identityProfile/,
        );
        assert.match(faultTexts(principalFaults("aks-1"))[0] ?? "", /^"aks-1" is not an object id/);
    });
});

describe("kubeletIdentityFaults", () => {
    it("says how a cluster gets the identity that it lacks", () => {
        const [fault = ""] = faultTexts(kubeletIdentityFaults("aks-1", undefined));
        assert.match(fault, /^cluster: aks-1 has no kubelet identity/);
        assert.match(fault, /`az aks update --resource-group <group> --name aks-1 --enable-managed-identity`/);
        assert.deepEqual(faultTexts(kubeletIdentityFaults("aks-1", CUSTOM)), []);
    });
});

describe("the role with which images are pushed", () => {
    it("is by the registry's mode, as that of pulls", () => {
        assert.equal(pushRole().name, "AcrPush");
        assert.equal(
            pushRole(RoleAssignmentMode.AbacRepositoryPermissions).name,
            "Container Registry Repository Writer",
        );
    });

    it("is for the object id of an identity", () => {
        assert.deepEqual(pusherFaults(CUSTOM), []);
        assert.match(faultTexts(pusherFaults("ci"))[0] ?? "", /^"ci" is not an object id; expected a GUID/);
        for (const none of [undefined, ""]) {
            assert.match(faultTexts(pusherFaults(none))[0] ?? "", /^there is none; expected a GUID/);
        }
    });
});

describe("the mode of a registry that is created", () => {
    it("is not one by repositories, in which the nodes could not pull", () => {
        for (const mode of [undefined, RoleAssignmentMode.LegacyRegistryPermissions]) {
            assert.deepEqual(newRegistryModeFaults(mode), []);
        }
        const [text = ""] = faultTexts(newRegistryModeFaults(RoleAssignmentMode.AbacRepositoryPermissions));
        assert.match(text, /^roleAssignmentMode: a registry is created in mode LegacyRegistryPermissions/);
        assert.match(text, /gives the nodes Container Registry Repository Reader/);
    });
});
