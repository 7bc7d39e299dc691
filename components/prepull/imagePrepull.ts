/** Puts one image on every node that may run it, and holds back what depends on it until the image is there. */
import { DaemonSet } from "@pulumi/kubernetes/apps/v1";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { imageKey } from "../../model/image/reference";
import { labels, Role } from "../../model/kubernetes/labels";
import { shortHash } from "../../model/shortHash";
import { expectedPullSeconds } from "../../model/timeouts/pullTime";
import { warnOfImage } from "../shared/imageArgs";
import { ANNOTATIONS, IMAGE_LABEL, imageAnnotations } from "../shared/objectMetadata";
import { prepullGate } from "./gate";
import { prepullPod } from "./pod";
import { type ImagePrepullArgs, refusalAdvice } from "./prepullArgs";
import { type PrepullPlan, plannedPrepulls, planPrepull } from "./prepullPlan";
import { sizeCheck } from "./sizeCheck";

/**
 * A DaemonSet that pulls one image on every node that may run it, and a record (a small ConfigMap) that exists only once the
 * image is on these nodes. Whatever needs the image says `dependsOn` this component. When an image cannot be pulled, the
 * record fails with the node, the cause and what to do about it, and nothing that depends on it is created.
 */
export class ImagePrepull extends pulumi.ComponentResource {
    /** The reference, known once the image is on the nodes. */
    readonly image: pulumi.Output<string>;
    /** Name of the ConfigMap that records the pre-pull. */
    readonly record: pulumi.Output<string>;
    /** Name of the DaemonSet. */
    readonly daemonSet: pulumi.Output<string>;
    /** How long the gate waits at most, in seconds. */
    readonly gateSeconds: pulumi.Output<number>;

    constructor(name: string, args: ImagePrepullArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = plannedPrepulls.get(args) ?? planPrepull(name, args);
        super("aks-image-delivery:index:ImagePrepull", name, {}, opts);
        warnOfImage(this, plan);
        const daemonSet = this.pull(name, args, plan);
        const record = this.openGate(name, args, plan, daemonSet);
        this.image = pulumi.all([plan.text, record.id]).apply(([text]) => text);
        this.record = record.metadata.name;
        this.daemonSet = daemonSet.metadata.name;
        this.gateSeconds = pulumi.output(plan.chain.gate.seconds);
        this.registerOutputs({
            image: this.image,
            record: this.record,
            daemonSet: this.daemonSet,
            gateSeconds: this.gateSeconds,
        });
    }

    private pull(name: string, args: ImagePrepullArgs, plan: PrepullPlan): DaemonSet {
        const matchLabels = { ...labels(Role.Prepull, name), [IMAGE_LABEL]: plan.reference.apply(imageKey) };
        const declared = pulumi.all([plan.reference, args.nodeSelector]).apply(([image, nodeSelector]) => ({
            image,
            reference: image.text,
            bytes: plan.bytes,
            network: args.network,
            nodeSelector,
        }));
        return new DaemonSet(
            name,
            {
                metadata: {
                    // A name per image: a new image is a new DaemonSet, on all nodes at once, and the old one, which keeps the
                    // old image for a rollback, is deleted only at the end of the update.
                    name: plan.objectName,
                    namespace: args.namespace,
                    labels: matchLabels,
                    // Pulumi's own wait takes 0 of 0 nodes for ready and names no cause; the gate waits instead.
                    annotations: { ...imageAnnotations(args.size), "pulumi.com/skipAwait": "true" },
                },
                spec: {
                    selector: { matchLabels },
                    updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "100%" } },
                    template: {
                        metadata: { labels: matchLabels },
                        spec: prepullPod({ ...args, image: plan.text, method: plan.method }),
                    },
                },
            },
            { parent: this, hooks: sizeCheck(this, name, declared, args.verifySize) },
        );
    }

    private openGate(name: string, args: ImagePrepullArgs, plan: PrepullPlan, daemonSet: DaemonSet) {
        const { nodeSelector, tolerations, imagePullSecrets, pullAdvice } = args;
        const options = pulumi
            .all([plan.text, plan.objectName, args.namespace, args.cluster, nodeSelector, tolerations, pullAdvice])
            .apply(([image, daemonSet, namespace, access, nodeSelector, tolerations, pullAdvice]) => ({
                access: access ?? {},
                namespace,
                daemonSet,
                image,
                selection: { nodeSelector, tolerations },
                quorum: args.quorum ?? 1,
                allowZeroNodes: args.allowZeroNodes ?? false,
                gate: plan.chain.gate,
                pullMostSeconds: expectedPullSeconds(plan.bytes, args.network).most,
                advice: refusalAdvice(pullAdvice),
            }));
        return new ConfigMap(
            name,
            {
                metadata: {
                    name: plan.objectName,
                    namespace: args.namespace,
                    labels: labels(Role.PrepullRecord, name),
                    annotations: ANNOTATIONS,
                },
                data: {
                    reference: plan.text,
                    digest: plan.reference.apply((reference) => reference.digest ?? ""),
                    size: String(plan.bytes),
                    // Other nodes or other credentials must pass the gate too, although the image is the same.
                    selection: pulumi.output({ nodeSelector, tolerations, imagePullSecrets }).apply(hashOf),
                },
            },
            { parent: this, dependsOn: daemonSet, hooks: prepullGate(this, name, options) },
        );
    }
}

function hashOf(selection: unknown): string {
    return shortHash(JSON.stringify(selection));
}
