/** The role with which a cluster's nodes pull, and who gets it. */
import { type Fault, faultsAt } from "../fault";
import { choiceFaults } from "../text/choice";
import { AzureType, expectAzureId } from "./azureIds";

/** How a registry grants access; `az acr show --query roleAssignmentMode` tells which. */
export const RoleAssignmentMode = {
    /** Roles for the whole registry; what a registry has unless it was created or updated otherwise. */
    LegacyRegistryPermissions: "LegacyRegistryPermissions",
    /** Roles for repositories, by conditions; AcrPull has no effect here. */
    AbacRepositoryPermissions: "AbacRepositoryPermissions",
} as const;
export type RoleAssignmentMode = (typeof RoleAssignmentMode)[keyof typeof RoleAssignmentMode];

export interface RegistryRole {
    readonly name: string;
    readonly id: string;
}

const PULL_ROLES: Record<RoleAssignmentMode, RegistryRole> = {
    LegacyRegistryPermissions: { name: "AcrPull", id: "7f951dda-4ed3-4680-a7ca-43fe172d538d" },
    AbacRepositoryPermissions: {
        name: "Container Registry Repository Reader",
        id: "b93aa761-3e63-49ed-ac28-beffa264f7ac",
    },
};

const PUSH_ROLES: Record<RoleAssignmentMode, RegistryRole> = {
    LegacyRegistryPermissions: { name: "AcrPush", id: "8311e382-0749-4cb8-b61a-304f252e45ec" },
    AbacRepositoryPermissions: {
        name: "Container Registry Repository Writer",
        id: "2a1e307c-b015-4ebd-883e-5b7698a07328",
    },
};

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function pullRole(mode: RoleAssignmentMode = RoleAssignmentMode.LegacyRegistryPermissions): RegistryRole {
    return PULL_ROLES[mode];
}

/** The role with which images are pushed. */
export function pushRole(mode: RoleAssignmentMode = RoleAssignmentMode.LegacyRegistryPermissions): RegistryRole {
    return PUSH_ROLES[mode];
}

/** What is wrong with the object id of an identity that pushes. */
export function pusherFaults(objectId: string | undefined): Fault[] {
    const given = objectId ? `"${objectId}" is not an object id` : "there is none";
    return objectId !== undefined && GUID.test(objectId)
        ? []
        : faultsAt("", `${given}; expected a GUID, as in \`az ad sp show --id <client id> --query id\``);
}

/** What is wrong with the mode, and with a role given instead of the mode's own. */
export function roleFaults(mode: string | undefined, role: string | undefined): Fault[] {
    const faults = choiceFaults("roleAssignmentMode", mode, RoleAssignmentMode);
    if (role !== undefined && !GUID.test(role)) {
        const reason = `"${role}" is not a GUID; expected the name of a role definition, such as ${pullRole().id}`;
        faults.push({ property: "role", reason });
    }
    if (role !== undefined && mode === RoleAssignmentMode.AbacRepositoryPermissions) {
        const reader = pullRole(mode);
        const given = role.toLowerCase() === pullRole().id ? pullRole().name : `"${role}"`;
        faults.push({
            property: "role",
            reason:
                `${given} is refused for a registry in mode ${mode}, which ignores registry-wide roles such as ` +
                `AcrPull; leave it out, and the nodes get ${reader.name}`,
        });
    }
    return faults;
}

/** A mode that a registry created here cannot have: the role would be chosen for it, and would have no effect. */
export function newRegistryModeFaults(mode: string | undefined): Fault[] {
    if (mode !== RoleAssignmentMode.AbacRepositoryPermissions) {
        return [];
    }
    const { name } = pullRole(RoleAssignmentMode.AbacRepositoryPermissions);
    return faultsAt(
        "roleAssignmentMode",
        `a registry is created in mode ${RoleAssignmentMode.LegacyRegistryPermissions}: this version of the API sets no other, and ` +
            `the nodes could not pull. Leave it out. Afterwards \`az acr update --name <registry> --role-assignment-mode rbac-abac\` ` +
            `switches the registry, and the next update gives the nodes ${name}; or adopt one in that mode by registryId`,
    );
}

/** Who gives the nodes their role. */
export const PullAccess = {
    /** The component: it creates the assignment, and deletes it, unless somebody else has made one. */
    Assign: "assign",
    /** Somebody else, as `az aks update --attach-acr` does: Azure is not asked, and nothing is created. */
    Existing: "existing",
} as const;
export type PullAccess = (typeof PullAccess)[keyof typeof PullAccess];

/** What to do where Azure refuses an assignment because there is one. */
export const ROLE_EXISTS =
    "the cluster's identity has this role on the registry already, as `az aks update` gives it with `--attach-acr`. Do not detach it: " +
    "production pulls with it. Set `pullAccess: existing`, which leaves the assignment as it is";

export interface PullRight {
    /** Object id of the kubelet identity. */
    readonly principalId: string;
    /** Name of the role, or the GUID of its definition. */
    readonly roleName: string;
    readonly registryId: string;
}

/** What to check when the registry refuses to let a node pull, with a command that can be pasted. */
export function pullAdvice({ principalId, roleName, registryId }: PullRight): string {
    // An assignment on the resource group or the subscription grants the role just as well.
    const command = `az role assignment list --assignee ${principalId} --scope ${registryId} --include-inherited`;
    return (
        `The kubelet identity may not pull: ${principalId} needs the role ${roleName} on the registry, which takes ` +
        `minutes to work after it is assigned. See what it has with \`${command}\`.`
    );
}

/** With the subscription, as Azure returns it: an id without it comes back changed at every refresh. */
export function roleDefinitionId(registryId: string, role: string): string {
    const { subscription } = expectAzureId(AzureType.Registry, registryId);
    return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role.toLowerCase()}`;
}

/** What is wrong with the object id of the identity that pulls. */
export function principalFaults(objectId: string | undefined): Fault[] {
    if (objectId !== undefined && GUID.test(objectId)) {
        return [];
    }
    const given = objectId ? `"${objectId}" is not an object id` : "there is none";
    return faultsAt(
        "",
        `${given}; expected the object id (a GUID) of the cluster's kubelet identity, as in ` +
            "`az aks show --resource-group <group> --name <cluster> --query identityProfile.kubeletidentity.objectId`",
    );
}

/** What is wrong with a cluster whose nodes are to pull: one that still runs with a service principal has no identity. */
export function kubeletIdentityFaults(cluster: string, objectId: string | undefined): Fault[] {
    if (objectId !== undefined && objectId !== "") {
        return [];
    }
    return faultsAt(
        "cluster",
        `${cluster} has no kubelet identity, so nobody can be allowed to pull; ` +
            `run \`az aks update --resource-group <group> --name ${cluster} --enable-managed-identity\`, then upgrade its node pools`,
    );
}
