/** Roles on a registry that can do more than pull: a node that is taken over could replace the images of all others. */
import { AzureType, azureIdFaults } from "../../model/registry/azureIds";
import { pullRole as pullRoleOf, RoleAssignmentMode } from "../../model/registry/roles";
import { isAzure, resourcePolicy } from "../resourcePolicy";

interface Settings {
    /** GUIDs of further roles, such as that of the pipeline that pushes. */
    readonly allowedRoles?: readonly string[];
}

const { AbacRepositoryPermissions } = RoleAssignmentMode;
const [LEGACY, ABAC] = [pullRoleOf(), pullRoleOf(AbacRepositoryPermissions)];

export const pullRole = resourcePolicy(
    {
        name: "pull-role",
        description: "Roles that are assigned on a container registry can pull and no more.",
        enforcementLevel: "advisory",
        configSchema: {
            properties: { allowedRoles: { type: "array", items: { type: "string" }, default: [] } },
        },
    },
    ({ type, props, getConfig }) => {
        if (
            !isAzure(type, "authorization", "RoleAssignment") ||
            azureIdFaults(AzureType.Registry, props.scope).length > 0
        ) {
            return [];
        }
        const { allowedRoles = [] } = getConfig<Settings>();
        const role = String(props.roleDefinitionId).split("/").at(-1)?.toLowerCase() ?? "";
        if ([LEGACY.id, ABAC.id, ...allowedRoles].some((allowed) => allowed.toLowerCase() === role)) {
            return [];
        }
        const enough = `${LEGACY.name} (${LEGACY.id}), or ${ABAC.name} (${ABAC.id}) in mode ${AbacRepositoryPermissions}`;
        return [
            `the role ${role} on a registry may do more than pull; for nodes ${enough} is enough. ` +
                "A role for those who push belongs in this rule's setting allowedRoles",
        ];
    },
);
