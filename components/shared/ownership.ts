/**
 * Tells an object of this stack, which an update that was killed may have left behind, from one of another stack: a provider
 * with `upsertExistingObjects` would take over both.
 */
import * as pulumi from "@pulumi/pulumi";
import { OWNER_ANNOTATION } from "../../model/kubernetes/labels";
import type { ClusterAccessArgs } from "./arguments";
import { clusterCalls } from "./clusterCalls";
import { asksCluster, hookName, inProgram, knownValue, takesHooks } from "./hooks";

type OwnedKind = "DaemonSet" | "Deployment" | "Job" | "Service";

export interface OwnedObject {
    readonly kind: OwnedKind;
    readonly name: pulumi.Input<string>;
    readonly namespace: pulumi.Input<string>;
    readonly cluster?: pulumi.Input<ClusterAccessArgs>;
}

/** The mark of this stack, on every object. */
export function ownerAnnotation(): Record<string, string> {
    return { [OWNER_ANNOTATION]: thisStack() };
}

/** A hook for the resource: it runs before the object is created, and refuses one that another stack has created. */
export function refusesForeign(resourceName: string, object: OwnedObject): pulumi.ResourceHookBinding {
    if (!asksCluster()) {
        return {};
    }
    const { kind } = object;
    const stack = thisStack();
    const asked = pulumi.output({ name: object.name, namespace: object.namespace, access: object.cluster });
    const check = async () => {
        const { name, namespace, access } = await knownValue(asked);
        const owner = await clusterCalls.ownerOf(access ?? {}, { kind, namespace, name });
        if (owner !== undefined && owner !== stack) {
            throw new Error(
                `${kind} "${name}" in namespace "${namespace}" belongs to the stack ${owner}, and this is ${stack}; give the component another name, or use another namespace`,
            );
        }
    };
    return {
        beforeCreate: [new pulumi.ResourceHook(hookName("ownership", `${kind}-${resourceName}`), inProgram(check))],
    };
}

function thisStack(): string {
    return `${organization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
}

/** Unit tests with Pulumi's mocks name none; a backend without organizations calls it so. */
function organization(): string {
    return takesHooks() ? pulumi.getOrganization() : "organization";
}
