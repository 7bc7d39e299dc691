// What each built-in role lets its holder do with the images of a registry, in each of its role assignment modes.
import type { ArmResource } from "../world";

export const ACR_PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
export const REPOSITORY_READER = "b93aa761-3e63-49ed-ac28-beffa264f7ac";
export const ACR_PUSH = "8311e382-0749-4cb8-b61a-304f252e45ec";
export const REPOSITORY_WRITER = "2a1e307c-b015-4ebd-883e-5b7698a07328";
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

export type Right = "pull" | "push";
type Rights = readonly Right[];

const BOTH: Rights = ["pull", "push"];

/** Roles for the whole registry; a registry in ABAC mode gives no data access for any of them, not even for Owner. */
const REGISTRY_WIDE: Readonly<Record<string, Rights>> = {
    [ACR_PULL]: ["pull"],
    [ACR_PUSH]: BOTH,
    [READER]: ["pull"],
    [CONTRIBUTOR]: BOTH,
    [OWNER]: BOTH,
};

/** Roles for repositories; they have no effect in the other mode. */
const BY_REPOSITORY: Readonly<Record<string, Rights>> = {
    [REPOSITORY_READER]: ["pull"],
    [REPOSITORY_WRITER]: BOTH,
};

export function isBuiltInRole(role: string): boolean {
    return role in REGISTRY_WIDE || role in BY_REPOSITORY;
}

export function grants(registry: ArmResource, role: string, right: Right): boolean {
    const isAbac = registry.properties.roleAssignmentMode === "AbacRepositoryPermissions";
    return (isAbac ? BY_REPOSITORY : REGISTRY_WIDE)[role]?.includes(right) ?? false;
}
