/** A role that somebody else gave already. */
import * as pulumi from "@pulumi/pulumi";
import type { FoundAssignment } from "../../../model/registry/access/assignments";
import { askAzure } from "./azureCalls";
import { valueIfKnown } from "./valueIfKnown";

interface Asked {
    readonly scope: pulumi.Output<string>;
    readonly principalId: pulumi.Output<string>;
    readonly role: pulumi.Output<{ readonly id: string; readonly name: string }>;
    /** Name of the component's own assignment. */
    readonly ownName: pulumi.Output<string>;
    /** Whether assignments for the resource group and the subscription count. */
    readonly inherited: boolean;
}

/**
 * The assignment of somebody else, with a word; undefined where there is none, or where nobody can say: of a registry that a
 * preview is still to create, and where Azure does not show assignments.
 */
export async function existingRole(
    component: pulumi.Resource,
    { scope, principalId, role, ownName, inherited }: Asked,
): Promise<FoundAssignment | undefined> {
    const known = await valueIfKnown(pulumi.all([scope, principalId, role]));
    if (known === undefined) {
        return undefined;
    }
    const [registryId, principal, { id, name }] = known;
    // Loaded only where Azure is asked, with what reads its answer.
    const { assignmentOfOthers, assignmentsIn, assignmentsQuestion, leftText, unreadText } = await import(
        "../../../model/registry/access/assignments"
    );
    const answer = await askAzure(component, assignmentsQuestion(registryId, principal));
    const found = "missing" in answer ? undefined : assignmentsIn(answer.value);
    if (found === undefined) {
        const reason = "missing" in answer ? answer.missing : "it answers with something else";
        if (!("missing" in answer) || answer.isKnown) {
            void pulumi.log.info(unreadText(registryId, reason), component);
        }
        return undefined;
    }
    const own = await valueIfKnown(ownName);
    const left = assignmentOfOthers(found, { registryId, role: id, ownName: own, inherited });
    if (left !== undefined) {
        void pulumi.log.info(leftText(left, name, principal), component);
    }
    return left;
}
