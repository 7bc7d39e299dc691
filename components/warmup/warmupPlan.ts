/** What a hold decides before anything is created. */
import * as pulumi from "@pulumi/pulumi";
import { type Fault, within } from "../../model/fault";
import { DEFAULT_STARTUP_TAINT, startupTaintFaults, warmLabel } from "../../model/nodes/startupTaint";
import { readArguments } from "../shared/argumentSpec";
import { checked, objectNameFaults, refuse } from "../shared/checks";
import { kubectlImageFaults, type NodeWarmupArgs, versionFaults, WARMUP_ARGUMENTS } from "./warmupArgs";

export interface WarmupPlan {
    readonly startupTaint: string;
    /** What marks a node that was let in; another one for each hold of a cluster. */
    readonly warmLabel: pulumi.Output<string>;
    readonly kubectlImage: pulumi.Output<string>;
    readonly namespace: pulumi.Output<string>;
    /** Of the objects without a namespace; neither part may have a dot. */
    readonly clusterName: pulumi.Output<string>;
}

/** Refuses the arguments with all their faults, or decides on them. */
export function planWarmup(name: string, args: NodeWarmupArgs): WarmupPlan {
    const component = `NodeWarmup "${name}"`;
    const { args: known, faults: unread } = readArguments(WARMUP_ARGUMENTS, args);
    const faults: Fault[] = [
        ...unread,
        ...within("name", objectNameFaults(name)),
        ...startupTaintFaults(known.startupTaint),
    ];
    const image = checked(component, faults, "kubectlImage", known.kubectlImage, kubectlImageFaults);
    const version = checked(component, faults, "kubernetesVersion", known.kubernetesVersion, versionFaults);
    refuse(component, faults);
    // Nothing is created on a cluster that is too old, also where its version is known late.
    const namespace = pulumi.all([args.namespace, version]).apply(([known]) => known);
    return {
        startupTaint: args.startupTaint ?? DEFAULT_STARTUP_TAINT,
        warmLabel: namespace.apply((known) => warmLabel(name, known)),
        kubectlImage: image,
        namespace,
        clusterName: namespace.apply((known) => `${name}.${known}`),
    };
}
