/** How a registry grants access, as Azure shows it. */
import * as pulumi from "@pulumi/pulumi";
import { RoleAssignmentMode } from "../../../model/registry/roles";
import { refuseLate } from "../../shared/refusal";
import { askAzure } from "./azureCalls";
import { valueIfKnown } from "./valueIfKnown";

interface Given {
    readonly roleAssignmentMode?: RoleAssignmentMode;
    readonly role?: string;
}

/**
 * The mode that the registry has, which must not contradict what was given. Where it cannot be read, the given one; the usual one
 * is assumed only where this cloud shows none, and in the preview of a new registry: a guess would replace a role that works by
 * one without effect.
 *
 * @param component as errors name it
 */
export function registryMode(
    component: string,
    parent: pulumi.Resource,
    registryId: pulumi.Output<string>,
    given: Given,
): pulumi.Output<RoleAssignmentMode> {
    const found = valueIfKnown(registryId).then((id) =>
        id === undefined ? undefined : foundMode(component, parent, id, given),
    );
    const usual = given.roleAssignmentMode ?? RoleAssignmentMode.LegacyRegistryPermissions;
    return pulumi.output(found.then((mode) => mode ?? usual));
}

async function foundMode(
    component: string,
    parent: pulumi.Resource,
    registryId: string,
    { roleAssignmentMode, role }: Given,
): Promise<RoleAssignmentMode | undefined> {
    // Loaded only where Azure is asked, with what reads its answer.
    const { foundModeFaults, modeIn, modeQuestion, unreadModeFaults } = await import(
        "../../../model/registry/access/mode"
    );
    const answer = await askAzure(parent, modeQuestion(registryId));
    if ("missing" in answer) {
        const isNeeded = answer.isKnown && roleAssignmentMode === undefined;
        refuseLate(component, isNeeded ? unreadModeFaults(answer.missing) : []);
        return undefined;
    }
    const found = modeIn(answer.value);
    refuseLate(component, found === undefined ? [] : foundModeFaults(roleAssignmentMode, role, found));
    return found;
}
