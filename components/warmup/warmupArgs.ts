/** The arguments of NodeWarmup, and what is wrong with them. */
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt } from "../../model/fault";
import { movingTagFault } from "../../model/image/movingTag";
import { parseImageReference } from "../../model/image/reference";
import { holdFault } from "../../model/kubernetes/version";
import { PLACEMENT_ARGUMENTS } from "../shared/argumentNames";
import { type Arguments, INPUT, PLAIN, required } from "../shared/argumentSpec";
import type { PlacementArgs } from "../shared/arguments";

export interface NodeWarmupArgs extends PlacementArgs {
    /** Namespace of the DaemonSets and of their service account; it must exist. */
    namespace: pulumi.Input<string>;
    /**
     * Image whose entrypoint is kubectl, of the cluster's version or within one minor version of it: a copy of
     * `registry.k8s.io/kubectl` in your own registry. New nodes pull it before anything else, and it contains only kubectl.
     * Required, unless `imagePrefix` says where a copy of version 1.36 is.
     */
    kubectlImage?: pulumi.Input<string>;
    /**
     * Host and path under which your registry has copies of the images of the pods of this package, such as
     * `myregistry.azurecr.io/image-delivery`. `image-delivery mirror` prints the commands that bring them there. Not
     * together with `helperImage`; `kubectlImage` replaces the copy of kubectl.
     */
    imagePrefix?: pulumi.Input<string>;
    /**
     * Key of the taint that new nodes join with; `startup-taint.cluster-autoscaler.kubernetes.io/image-delivery` by
     * default. Set it where the nodes are defined: `az aks update --node-init-taints`, or `startupTaints` of a
     * NodePool. The pre-pulls of every stack must tolerate the same key, as they do by default.
     */
    startupTaint?: string;
    /**
     * Image of a container that waits until it is stopped; by default the sandbox image of AKS, which is on every node:
     * `mcr.microsoft.com/oss/v2/kubernetes/pause:3.6`.
     */
    helperImage?: pulumi.Input<string>;
    /** Version of the cluster, such as `1.35.2`. If given, a version below 1.35 is refused. */
    kubernetesVersion?: pulumi.Input<string>;
}

export const WARMUP_ARGUMENTS: Arguments<NodeWarmupArgs> = {
    namespace: required(INPUT),
    kubectlImage: INPUT,
    imagePrefix: INPUT,
    startupTaint: PLAIN,
    ...PLACEMENT_ARGUMENTS,
    helperImage: INPUT,
    kubernetesVersion: INPUT,
};

export function kubectlImageFaults(image: string): Fault[] {
    try {
        const moving = movingTagFault(parseImageReference(image));
        return moving === undefined ? [] : faultsAt("", moving);
    } catch (error) {
        return faultsAt("", (error as Error).message);
    }
}

export function versionFaults(version: string | undefined): Fault[] {
    const fault = version === undefined ? undefined : holdFault(version);
    return fault === undefined ? [] : faultsAt("", fault);
}
