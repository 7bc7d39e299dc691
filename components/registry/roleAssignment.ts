/** A role on a registry for an identity. */
import * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { roleDefinitionId } from "../../model/registry/roles";

interface Assigned {
    /** Resource id of the registry. */
    readonly scope: pulumi.Output<string>;
    /** Object id of the identity. */
    readonly principalId: pulumi.Output<string>;
    /** GUID of the role's definition. */
    readonly role: string;
}

export function assignRole(
    parent: pulumi.Resource,
    name: string,
    { scope, principalId, role }: Assigned,
    opts?: pulumi.CustomResourceOptions,
): authorization.RoleAssignment {
    // An assignment's role, principal and scope never change under one name: other ones must come under another name.
    const assignmentName = new random.RandomUuid(name, { keepers: { principalId, scope, role } }, { parent });
    return new authorization.RoleAssignment(
        name,
        {
            roleAssignmentName: assignmentName.result,
            roleDefinitionId: scope.apply((id) => roleDefinitionId(id, role)),
            principalId,
            // Without it Azure looks the principal up as a user, and does not find an identity that is minutes old.
            principalType: "ServicePrincipal",
            scope,
        },
        { ...opts, parent },
    );
}
