/** Holds new nodes back until they have the images of every release. */
import { DaemonSet } from "@pulumi/kubernetes/apps/v1";
import * as pulumi from "@pulumi/pulumi";
import { labels, Role, STARTUP_TAINT_ANNOTATION } from "../../model/kubernetes/labels";
import { annotations } from "../shared/objectMetadata";
import { companionPod, holdPod } from "./pods";
import { holdRights } from "./rights";
import type { NodeWarmupArgs } from "./warmupArgs";
import { planWarmup, type WarmupPlan } from "./warmupPlan";

/**
 * Removes the start-up taint from a new node once every pre-pull on it has its image: pods then find their images there and
 * start immediately. Use one for each cluster, deployed by someone with rights on the whole cluster; it does not need to
 * know the images. Nodes must join with the taint, so set it where node pools are defined; every pre-pull tolerates it.
 * Once a node is warm, no pod of this component stays on it.
 */
export class NodeWarmup extends pulumi.ComponentResource {
    /** Key of the taint that new nodes must join with, with the effect NoSchedule. */
    readonly startupTaint: pulumi.Output<string>;
    /** Label of the nodes that were let in, and of those that were there before. */
    readonly warmLabel: pulumi.Output<string>;
    /** Name of the DaemonSet that waits. */
    readonly daemonSet: pulumi.Output<string>;

    constructor(name: string, args: NodeWarmupArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planWarmup(name, args);
        super("aks-image-delivery:index:NodeWarmup", name, {}, opts);
        const companion = this.daemons(
            `${name}-companion`,
            objectOf(Role.NodeWarmupCompanion, name, plan, companionPod(args, plan)),
        );
        const hold = this.daemons(
            name,
            objectOf(Role.NodeWarmup, name, plan, holdPod(name, args, plan)),
            companion,
            holdRights(this, name, plan),
        );
        this.startupTaint = pulumi.output(plan.startupTaint);
        this.warmLabel = plan.warmLabel;
        this.daemonSet = hold.metadata.name;
        this.registerOutputs({
            startupTaint: this.startupTaint,
            warmLabel: this.warmLabel,
            daemonSet: this.daemonSet,
        });
    }

    private daemons(
        name: string,
        { labels, namespace, startupTaint, spec }: Daemons,
        ...dependsOn: pulumi.Resource[]
    ): DaemonSet {
        // Its pods are ready when a node is let in, which may take as long as a pull, or never come.
        const own = {
            ...annotations(),
            "pulumi.com/skipAwait": "true",
            [STARTUP_TAINT_ANNOTATION]: startupTaint,
        };
        return new DaemonSet(
            name,
            {
                metadata: { name, namespace, labels, annotations: own },
                spec: {
                    selector: { matchLabels: labels },
                    updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "100%" } },
                    template: { metadata: { labels }, spec },
                },
            },
            { parent: this, dependsOn },
        );
    }
}

interface Daemons {
    readonly labels: Record<string, string>;
    readonly namespace: pulumi.Output<string>;
    readonly startupTaint: string;
    readonly spec: ReturnType<typeof companionPod>;
}

function objectOf(
    role: Role,
    instance: string,
    { namespace, startupTaint }: WarmupPlan,
    spec: Daemons["spec"],
): Daemons {
    return { labels: labels(role, instance), namespace, startupTaint, spec };
}
