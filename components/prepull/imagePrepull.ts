/** Puts one image on every node that may run it, and holds back what depends on it until the image is there. */
import type { DaemonSet } from "@pulumi/kubernetes/apps/v1";
import { ConfigMap } from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { imageKey } from "../../model/image/reference";
import { labels, Role } from "../../model/kubernetes/labels";
import { expectedPullSeconds } from "../../model/timeouts/pullTime";
import { NODES } from "../../model/timeouts/shape";
import { warnOfImage } from "../shared/imageArgs";
import { annotations, imageAnnotations } from "../shared/objectMetadata";
import { derived } from "../shared/whenKnown";
import { prepullDaemonSet } from "./daemonSet";
import { prepullGate } from "./gate";
import { type ImagePrepullArgs, refusalAdvice } from "./prepullArgs";
import { type PrepullPlan, plannedPrepulls, planPrepull } from "./prepullPlan";
import { recordData } from "./record";
import { prepullSizeCheck } from "./sizeCheck";

/**
 * A DaemonSet that pulls one image on every node that may run it, and a record (a small ConfigMap) that exists only once
 * the image is on these nodes. Whatever needs the image should list this component in `dependsOn`. When an image cannot be
 * pulled, the record fails with the node, the cause and what to do about it, and nothing that depends on it is created.
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
        const daemonSet = plan.lane?.daemonSet ?? this.pull(name, args, plan);
        const record = this.openGate(name, args, plan, daemonSet);
        this.image = record.id.apply(() => pulumi.output(plan.text));
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
        const settings = {
            name,
            objectName: plan.objectName,
            key: derived([plan.reference], ([reference]) => imageKey(reference)),
            annotations: imageAnnotations(args.size),
            hooks: prepullSizeCheck(this, name, { args, plan }),
        };
        return prepullDaemonSet(this, settings, { args, plan }, []);
    }

    private openGate(name: string, args: ImagePrepullArgs, plan: PrepullPlan, daemonSet: DaemonSet) {
        const { nodeSelector, tolerations, pullAdvice } = args;
        const { lane } = plan;
        // Asked for by the gate alone: a preview has none, and each output costs the engine's client time.
        const pods = () => ({
            daemonSet: lane?.daemonSet.metadata.name ?? plan.objectName,
            daemonSetUid: daemonSet.metadata.uid,
            others: lane?.others ?? [],
        });
        const options = () =>
            pulumi
                .all([plan.text, pods(), args.namespace, args.cluster, nodeSelector, tolerations, pullAdvice])
                .apply(([image, pods, namespace, access, nodeSelector, tolerations, pullAdvice]) => ({
                    access: access ?? {},
                    namespace,
                    ...pods,
                    image,
                    selection: { nodeSelector, tolerations },
                    startupTaint: args.startupTaint,
                    quorum: args.quorum ?? 1,
                    allowZeroNodes: args.allowZeroNodes ?? false,
                    gate: plan.chain.gate,
                    declaredNodes: args.nodes ?? NODES,
                    pullMostSeconds: expectedPullSeconds(plan.bytes, plan.pace).most,
                    advice: refusalAdvice(pullAdvice),
                }));
        return new ConfigMap(
            name,
            {
                metadata: {
                    name: plan.objectName,
                    namespace: args.namespace,
                    labels: labels(Role.PrepullRecord, name),
                    annotations: annotations(),
                },
                data: recordData({ args, plan }),
            },
            { parent: this, dependsOn: daemonSet, hooks: prepullGate(this, name, options) },
        );
    }
}
