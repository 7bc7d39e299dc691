/** A role on a registry for an identity. */
import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { roleDefinitionId } from "../../../model/registry/roles";

interface Assigned {
    /** Resource id of the registry. */
    readonly scope: pulumi.Output<string>;
    /** Object id of the identity. */
    readonly principalId: pulumi.Output<string>;
    /** GUID of the role's definition. */
    readonly role: pulumi.Output<string>;
}

/** An assignment's role, principal and scope never change under one name: other ones must come under another name. */
export function assignmentName(parent: pulumi.Resource, name: string, keepers: Assigned): pulumi.Output<string> {
    return new random.RandomUuid(name, { keepers: { ...keepers } }, { parent }).result;
}

export function assignRole(
    parent: pulumi.Resource,
    name: string,
    { scope, principalId, role, roleAssignmentName }: Assigned & { readonly roleAssignmentName: pulumi.Output<string> },
    opts?: pulumi.CustomResourceOptions,
): authorization.RoleAssignment {
    return new authorization.RoleAssignment(
        name,
        {
            roleAssignmentName,
            roleDefinitionId: pulumi.all([scope, role]).apply(([id, guid]) => roleDefinitionId(id, guid)),
            principalId,
            // Without it Azure looks the principal up as a user, and does not find an identity that is minutes old.
            principalType: "ServicePrincipal",
            scope,
        },
        { ...opts, parent },
    );
}
