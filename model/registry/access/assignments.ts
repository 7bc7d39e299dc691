/** Role assignments that a registry has already, and which of them lets a cluster pull. */
import * as v from "valibot";

export interface FoundAssignment {
    readonly id: string;
    readonly name: string;
    /** Where it was made: the registry, or something that the registry is in. */
    readonly scope: string;
    /** GUID of the role's definition. */
    readonly role: string;
    /** It limits the role, such as to some repositories. */
    readonly condition?: string;
}

export interface WantedRole {
    readonly registryId: string;
    /** GUID of the role's definition. */
    readonly role: string;
    /** Name of the assignment of the component itself; undefined where it has none yet. */
    readonly ownName?: string;
    /** Whether one for the resource group or the subscription of the registry counts, too. */
    readonly inherited: boolean;
}

const ANSWER = v.object({
    value: v.array(
        v.object({
            id: v.string(),
            name: v.string(),
            properties: v.object({
                scope: v.string(),
                roleDefinitionId: v.string(),
                condition: v.nullish(v.string()),
            }),
        }),
    ),
});

/** The question for the assignments of a principal that have an effect on a registry, as Microsoft documents the filter. */
export function assignmentsQuestion(registryId: string, principalId: string) {
    const filter = encodeURIComponent(`principalId eq '${principalId}'`);
    const path = `${registryId}/providers/Microsoft.Authorization/roleAssignments?$filter=${filter}`;
    return { path, apiVersion: "2022-04-01" };
}

/** Undefined where the answer is none to that question. */
export function assignmentsIn(answer: unknown): FoundAssignment[] | undefined {
    const parsed = v.safeParse(ANSWER, answer);
    return parsed.success
        ? parsed.output.value.map(({ id, name, properties: { scope, roleDefinitionId, condition } }) => ({
              id,
              name,
              scope,
              role: roleDefinitionId.split("/").at(-1)?.toLowerCase() ?? "",
              ...(condition && { condition }),
          }))
        : undefined;
}

/**
 * The assignment of somebody else that gives the role already; undefined where the component creates its own, or has created it:
 * to take its own one for somebody else's would delete it. One at the registry rules out a second one, whatever its condition.
 */
export function assignmentOfOthers(
    found: readonly FoundAssignment[],
    { registryId, role, ownName, inherited }: WantedRole,
): FoundAssignment | undefined {
    const isHere = ({ scope }: FoundAssignment) => sameText(scope, registryId);
    const isWider = ({ scope, condition }: FoundAssignment) =>
        condition === undefined && registryId.toLowerCase().startsWith(`${scope.toLowerCase()}/`);
    if (found.some((each) => isHere(each) && sameText(each.name, ownName ?? ""))) {
        return undefined;
    }
    const same = found.filter((each) => sameText(each.role, role));
    return same.find(isHere) ?? (inherited ? same.find(isWider) : undefined);
}

function sameText(a: string, b: string): boolean {
    return a.toLowerCase() === b.toLowerCase();
}

/** What is said of an assignment that is left to whoever made it. */
export function leftText({ name, scope, condition }: FoundAssignment, roleName: string, principalId: string): string {
    const limited = condition === undefined ? "" : " It has a condition: see that the images to pull are within it.";
    return (
        `${principalId} has the role ${roleName} on ${scope} already, by the assignment ${name} of somebody else, as ` +
        `\`az aks update\` gives it with \`--attach-acr\`; it is left as it is.${limited}`
    );
}

/** What is said where the assignments cannot be read. */
export function unreadText(registryId: string, reason: string): string {
    return (
        `Azure does not show the role assignments of ${registryId}, so the role is assigned as if there were none: ${reason}. ` +
        "Where somebody else gave it, set `pullAccess: existing`"
    );
}
