/** The DaemonSet that pulls images on every node that may run them. */
import { DaemonSet } from "@pulumi/kubernetes/apps/v1";
import type * as pulumi from "@pulumi/pulumi";
import { labels, Role } from "../../model/kubernetes/labels";
import { together } from "../shared/hooks";
import { IMAGE_LABEL, annotations as ownAnnotations } from "../shared/objectMetadata";
import { refusesForeign } from "../shared/ownership";
import { prepullPod } from "./pod";
import type { ImagePrepullArgs } from "./prepullArgs";
import type { PrepullPlan } from "./prepullPlan";

export interface PulledImage {
    readonly args: ImagePrepullArgs;
    readonly plan: PrepullPlan;
}

export interface PrepullDaemonSet {
    /** Of the resource; also the instance in the labels. */
    readonly name: string;
    /**
     * A name for each set of images: new images get a new DaemonSet, on all nodes simultaneously, and the old one, which
     * keeps the old images for a rollback, is deleted only at the end of the update.
     */
    readonly objectName: pulumi.Input<string>;
    /** What tells the pods from those of the next images. */
    readonly key: pulumi.Input<string>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly hooks: pulumi.ResourceHookBinding;
}

export function prepullDaemonSet(
    parent: pulumi.Resource,
    { name, objectName, key, annotations, hooks }: PrepullDaemonSet,
    { args, plan }: PulledImage,
    others: readonly PulledImage[],
): DaemonSet {
    const matchLabels = { ...labels(Role.Prepull, name), [IMAGE_LABEL]: key };
    const images = [plan, ...others.map((other) => other.plan)].map(({ text }) => text);
    const { namespace, cluster } = args;
    const owned = { kind: "DaemonSet", name: objectName, namespace, cluster } as const;
    return new DaemonSet(
        name,
        {
            metadata: {
                name: objectName,
                namespace: args.namespace,
                labels: matchLabels,
                // Pulumi's own wait takes 0 of 0 nodes for ready and names no cause; the gate waits instead.
                annotations: { ...ownAnnotations(), ...annotations, "pulumi.com/skipAwait": "true" },
            },
            spec: {
                selector: { matchLabels },
                updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "100%" } },
                template: {
                    metadata: { labels: matchLabels },
                    spec: prepullPod({ ...args, images, method: plan.method, helperImage: plan.helperImage }),
                },
            },
        },
        { parent, hooks: together(hooks, refusesForeign(name, owned)) },
    );
}
