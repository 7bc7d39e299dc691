// Microsoft.Authorization/roleAssignments, an extension of whatever it is created on.
import { ArmError, badRequest, conflict } from "../armError";
import { parseResourceId, sameId } from "../resourceId";
import { type ArmResource, ofType } from "../world";
import { isBuiltInRole } from "./registryRights";
import type { Put, Rule } from "./rule";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const roleAssignmentRule: Rule = {
    accept(put) {
        const { resource, existing, now } = put;
        if (!GUID.test(resource.name)) {
            throw badRequest(
                "InvalidRoleAssignmentId",
                `The role assignment ID '${resource.name}' is not valid. The role assignment ID must be a GUID.`,
            );
        }
        checkRole(resource);
        checkPrincipal(put);
        checkUnchanged(resource, existing);
        checkOnlyOne(put);
        const created = existing?.properties.createdOn ?? now.toISOString();
        const scope = parseResourceId(resource.id).scope;
        resource.properties = { ...resource.properties, scope, createdOn: created, updatedOn: now.toISOString() };
        return undefined;
    },
};

/** The GUID at the end of a role definition's id. */
export function roleOf(assignment: ArmResource): string {
    return String(assignment.properties.roleDefinitionId).split("/").at(-1)?.toLowerCase() ?? "";
}

function checkRole(assignment: ArmResource): void {
    const id = String(assignment.properties.roleDefinitionId);
    if (!/\/providers\/Microsoft\.Authorization\/roleDefinitions\/[^/]+$/i.test(id)) {
        throw badRequest(
            "InvalidRoleDefinitionId",
            `The role definition ID '${id}' is not valid. The role definition ID must be a fully qualified ID.`,
        );
    }
    if (!isBuiltInRole(roleOf(assignment))) {
        throw new ArmError(
            404,
            "RoleDefinitionDoesNotExist",
            `The specified role definition with ID '${roleOf(assignment)}' does not exist.`,
        );
    }
}

function checkPrincipal({ world, resource }: Put): void {
    const { principalId, principalType = "User" } = resource.properties;
    const principal = world.principals.find((known) => known.id === principalId);
    // A new identity takes a while to reach every part of the directory: with its type given, nobody looks it up.
    if (!principal && principalType !== "ServicePrincipal") {
        throw badRequest(
            "PrincipalNotFound",
            `Principal ${principalId} does not exist in the directory ${world.tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group. See https://aka.ms/docs-principaltype`,
        );
    }
    if (principal && principal.type !== principalType) {
        throw badRequest(
            "UnmatchedPrincipalType",
            `The PrincipalId '${principalId}' has type '${principal.type}' , which is different from specified PrinciaplType '${principalType}'.`,
        );
    }
}

function checkUnchanged(resource: ArmResource, existing: ArmResource | undefined): void {
    const changed =
        existing &&
        (existing.properties.principalId !== resource.properties.principalId || roleOf(existing) !== roleOf(resource));
    if (changed) {
        throw badRequest(
            "RoleAssignmentUpdateNotPermitted",
            "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
        );
    }
}

function checkOnlyOne({ world, resource }: Put): void {
    const scope = parseResourceId(resource.id).scope;
    const same = ofType(world, resource.type).find(
        (other) =>
            !sameId(other.id, resource.id) &&
            sameId(parseResourceId(other.id).scope, scope) &&
            other.properties.principalId === resource.properties.principalId &&
            roleOf(other) === roleOf(resource),
    );
    if (same) {
        const id = same.name.replaceAll("-", "");
        throw conflict(
            "RoleAssignmentExists",
            `The role assignment already exists. The ID of the existing role assignment is ${id}.`,
        );
    }
}
