/** What a hold decides before anything is created. */
import * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt, within } from "../../model/fault";
import { DEFAULT_STARTUP_TAINT, startupTaintFaults, warmLabel } from "../../model/nodes/startupTaint";
import { helperImage, helperImageFaults, prefixed } from "../prepull/helperImages";
import { readArguments } from "../shared/argumentSpec";
import { checked, objectNameFaults, refuse } from "../shared/checks";
import { kubectlImageFaults, type NodeWarmupArgs, versionFaults, WARMUP_ARGUMENTS } from "./warmupArgs";

export interface WarmupPlan {
    readonly startupTaint: string;
    /** What marks a node that was let in; another one for each hold of a cluster. */
    readonly warmLabel: pulumi.Output<string>;
    readonly kubectlImage: pulumi.Output<string>;
    readonly helperImage: pulumi.Input<string>;
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
    faults.push(...helperImageFaults(known));
    const image = kubectlImage(component, faults, known);
    const version = checked(component, faults, "kubernetesVersion", known.kubernetesVersion, versionFaults);
    refuse(component, faults);
    // Nothing is created on a cluster that is too old, also where its version is known late.
    const namespace = pulumi.all([args.namespace, version]).apply(([known]) => known);
    return {
        startupTaint: args.startupTaint ?? DEFAULT_STARTUP_TAINT,
        warmLabel: namespace.apply((known) => warmLabel(name, known)),
        kubectlImage: image,
        helperImage: helperImage(component, args, "pause"),
        namespace,
        clusterName: namespace.apply((known) => `${name}.${known}`),
    };
}

function kubectlImage(component: string, faults: Fault[], args: NodeWarmupArgs): pulumi.Output<string> {
    if (args.kubectlImage !== undefined) {
        return checked(component, faults, "kubectlImage", args.kubectlImage, kubectlImageFaults);
    }
    const copy = prefixed(component, args.imagePrefix, "kubectl");
    if (copy === undefined) {
        const reason = "is missing; give an image whose entrypoint is kubectl, or imagePrefix where a copy of it is";
        faults.push(...faultsAt("kubectlImage", reason));
    }
    return pulumi.output(copy ?? "");
}
