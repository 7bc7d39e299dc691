/** The mode of role assignments that a registry has, against the one that was given. */
import * as v from "valibot";
import { type Fault, faultsAt } from "../../fault";
import { pullRole, RoleAssignmentMode } from "../roles";

const ANSWER = v.object({ properties: v.object({ roleAssignmentMode: v.enum(RoleAssignmentMode) }) });

/** The question for a registry with its mode, which azure-native's own version of the API does not show. */
export function modeQuestion(registryId: string) {
    return { path: registryId, apiVersion: "2025-11-01" };
}

/** Undefined where the answer shows none. */
export function modeIn(answer: unknown): RoleAssignmentMode | undefined {
    const parsed = v.safeParse(ANSWER, answer);
    return parsed.success ? parsed.output.properties.roleAssignmentMode : undefined;
}

/** What is wrong with a mode or a role that was given for a registry in the mode that was found. */
export function foundModeFaults(
    given: RoleAssignmentMode | undefined,
    role: string | undefined,
    found: RoleAssignmentMode,
): Fault[] {
    const own = pullRole(found);
    const leaveOut = `leave it out, and the nodes get ${own.name}`;
    if (given !== undefined && given !== found) {
        return faultsAt("roleAssignmentMode", `${given} was given, and the registry is in mode ${found}; ${leaveOut}`);
    }
    const other = Object.values(RoleAssignmentMode).find((mode) => mode !== found && pullRole(mode).id === role);
    return other === undefined
        ? []
        : faultsAt("role", `${pullRole(other).name} has no effect on a registry in mode ${found}; ${leaveOut}`);
}

/** What is wrong where nobody knows the mode: the role of the other one would have no effect. */
export function unreadModeFaults(reason: string): Fault[] {
    const modes = Object.values(RoleAssignmentMode).join(" or ");
    return faultsAt(
        "roleAssignmentMode",
        `the mode of the registry cannot be read (${reason}), and the role of another mode would have no effect; try again, or give ` +
            `${modes}, as \`az acr show --name <registry> --query roleAssignmentMode\` tells`,
    );
}
