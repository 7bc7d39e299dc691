/** The end of a rollout's pre-pull pods, once nothing waits for their images any more. */
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { labels, Role } from "../../model/kubernetes/labels";
import { noneLetInText } from "../../model/nodes/letIn";
import type { PulledImage } from "../prepull/daemonSet";
import type { ImagePrepull } from "../prepull/imagePrepull";
import { hashOf, recordData } from "../prepull/record";
import { clusterCalls } from "../shared/clusterCalls";
import { asksCluster, hookName, inProgram, knownValue } from "../shared/hooks";
import { annotations } from "../shared/objectMetadata";
import type { ImageRolloutArgs } from "./rolloutArgs";

/** An image of the rollout, and the component that put it on the nodes. */
export interface EndedPrepull extends PulledImage {
    readonly component: ImagePrepull;
}

/**
 * A record that exists once the pods have left. It names what each gate was passed for, so it changes with each of them:
 * a gate that is passed again has its pods on every node, and they leave again after whatever waited for it.
 */
export function prepullEnd(
    parent: pulumi.Resource,
    name: string,
    args: ImageRolloutArgs,
    prepulls: readonly EndedPrepull[],
    dependsOn: readonly pulumi.Resource[],
): ConfigMap {
    const daemonSets = pulumi
        .all(prepulls.map(({ component }) => component.daemonSet))
        .apply((names) => [...new Set(names)].sort());
    const passed = pulumi.all(prepulls.map((prepull) => pulumi.output(recordData(prepull))));
    return new ConfigMap(
        `${name}-prepull-end`,
        {
            metadata: {
                name: `${name}-prepull-end`,
                namespace: args.namespace,
                labels: labels(Role.PrepullEnd, name),
                annotations: annotations(),
            },
            data: { daemonSets: daemonSets.apply((names) => names.join(",")), passed: passed.apply(hashOf) },
        },
        { parent, dependsOn: [...dependsOn], hooks: podsLeave(parent, name, args, daemonSets) },
    );
}

function podsLeave(
    component: pulumi.Resource,
    name: string,
    { namespace, cluster, nodeSelector, tolerations, startupTaint }: ImageRolloutArgs,
    daemonSets: pulumi.Output<string[]>,
): pulumi.ResourceHookBinding {
    if (!asksCluster()) {
        return {};
    }
    const asked = pulumi
        .all([namespace, cluster, nodeSelector, tolerations, daemonSets])
        .apply(([namespace, access, nodeSelector, tolerations, daemonSets]) => ({
            access: access ?? {},
            namespace,
            daemonSets,
            selection: { nodeSelector, tolerations },
            startupTaint,
        }));
    const leave = async () => {
        const left = await clusterCalls.endPrepulls(await knownValue(asked));
        if (left === 0) {
            await pulumi.log.warn(noneLetInText(), component);
        }
    };
    const hook = new pulumi.ResourceHook(hookName("prepull-end", name), inProgram(leave));
    return { beforeCreate: [hook], beforeUpdate: [hook] };
}
