/** The arguments of ImagePrepull, and what is wrong with them. */
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt } from "../../model/fault";
import { imageVolumeFault } from "../../model/kubernetes/version";
import { startupTaintFaults } from "../../model/nodes/startupTaint";
import type { CauseName } from "../../model/pulls/causes";
import { choiceFaults } from "../../model/text/choice";
import { VerifySize } from "../../model/timeouts/declaredSize";
import { CLUSTER, IMAGE_ARGUMENTS, PLACEMENT_ARGUMENTS, PULL_ARGUMENTS } from "../shared/argumentNames";
import { type Arguments, INPUT, PLAIN, required } from "../shared/argumentSpec";
import type { ClusterAccessArgs, PlacementArgs } from "../shared/arguments";
import { type Check, faultsNow } from "../shared/checks";
import type { ImageArgs, PullSettings } from "../shared/imageArgs";
import { helperImageFaults } from "./helperImages";

/** How an image is put on a node. */
export const PrepullMethod = {
    /** Mounts it as an image volume; nothing in it is run. Needs Kubernetes >= 1.35 and containerd >= 2.1. */
    ImageVolume: "imageVolume",
    /** Runs it with a static binary copied in by an init container; for older nodes. */
    InitContainer: "initContainer",
} as const;
export type PrepullMethod = (typeof PrepullMethod)[keyof typeof PrepullMethod];

/** How images are put on the nodes, and when the gate opens. */
export interface PrepullSettings {
    /** Number of nodes that may run the image, for the gate's timeout; 100 by default. */
    nodes?: number;
    /** How an image is put on a node; `imageVolume` by default. */
    method?: PrepullMethod;
    /**
     * Image of the container that holds the image on the node. For `imageVolume`, any image that waits until it is stopped;
     * by default the sandbox image of AKS, which is on every node: `mcr.microsoft.com/oss/v2/kubernetes/pause:3.6`. For
     * `initContainer`, one with a static busybox at /bin/busybox; `docker.io/library/busybox:1.37.0-musl` by default, which
     * Docker Hub limits to some pulls an hour for each address: with many nodes, or in a closed network, give `imagePrefix`.
     */
    helperImage?: pulumi.Input<string>;
    /**
     * Host and path under which your registry has copies of the images of the pods of this package, such as
     * `myregistry.azurecr.io/image-delivery`; nodes then pull nothing from public registries. `image-delivery mirror`
     * prints the commands that bring them there. Not together with `helperImage`.
     */
    imagePrefix?: pulumi.Input<string>;
    /** Version of the cluster, such as `1.35.2`. If given, image volumes are refused when it is too old. */
    kubernetesVersion?: pulumi.Input<string>;
    /** Fraction of the nodes that must have the image before the gate opens, over 0 and at most 1; 1 by default. */
    quorum?: number;
    /** Opens the gate even if no node is selected, as in a cluster that scales from zero; false by default. */
    allowZeroNodes?: boolean;
    /**
     * Compares the declared size with the real one in the registry before anything is pulled, in previews too; `off` by
     * default. The program reads the registry as `image-delivery size` does, with Docker's credentials or Azure's sign-in.
     */
    verifySize?: VerifySize;
    /**
     * Key of the taint that new nodes join with and `NodeWarmup` removes;
     * `startup-taint.cluster-autoscaler.kubernetes.io/image-delivery` by default. The pre-pull tolerates it, the workload
     * does not, and the gate does not wait for nodes that still have it.
     */
    startupTaint?: string;
    /**
     * Whether this program assigns the role with which the nodes pull, as `AksRegistry` and `RegistryPullAccess` do. Azure
     * takes up to 10 minutes to put it into effect: the gate's clock is then that much longer, and a refused pull is tried
     * again for as long. False by default.
     */
    awaitsRole?: boolean;
    /**
     * What to check when the registry refuses a node's pull; shown with that failure instead of general advice. The output
     * `pullAdvice` of `AksRegistry` names the identity and its role.
     */
    pullAdvice?: pulumi.Input<string>;
}

export interface ImagePrepullArgs extends ImageArgs, PullSettings, PlacementArgs, PrepullSettings {
    /** Namespace of the DaemonSet and of the record; it must exist. */
    namespace: pulumi.Input<string>;
    /** Number of layers of the image, for the registry's share of the gate's timeout; 10 by default. */
    layers?: number;
    /** The cluster that the gate watches: that of the Kubernetes provider. By default that of `KUBECONFIG`. */
    cluster?: pulumi.Input<ClusterAccessArgs>;
}

export const PREPULL_SETTINGS: Arguments<PrepullSettings> = {
    nodes: PLAIN,
    method: PLAIN,
    helperImage: INPUT,
    imagePrefix: INPUT,
    kubernetesVersion: INPUT,
    quorum: PLAIN,
    allowZeroNodes: PLAIN,
    startupTaint: PLAIN,
    verifySize: PLAIN,
    awaitsRole: PLAIN,
    pullAdvice: INPUT,
};

export const PREPULL_ARGUMENTS: Arguments<ImagePrepullArgs> = {
    namespace: required(INPUT),
    ...IMAGE_ARGUMENTS,
    layers: PLAIN,
    ...PULL_ARGUMENTS,
    ...PLACEMENT_ARGUMENTS,
    ...PREPULL_SETTINGS,
    cluster: CLUSTER,
};

/** What is wrong with what is known of the settings now. */
export function prepullFaults(settings: PrepullSettings): Fault[] {
    const { quorum, method, verifySize } = settings;
    const inRange = quorum === undefined || (quorum > 0 && quorum <= 1);
    return [
        ...faultsNow(settings.kubernetesVersion, versionFaults(settings)),
        ...(inRange ? [] : faultsAt("quorum", `${quorum} is out of range; expected a fraction over 0, at most 1`)),
        ...choiceFaults("method", method, PrepullMethod),
        ...choiceFaults("verifySize", verifySize, VerifySize),
        ...startupTaintFaults(settings.startupTaint),
        ...helperImageFaults(settings),
    ];
}

/** A check of the cluster's version against the method. */
export function versionFaults({ method }: PrepullSettings): Check<string | undefined> {
    return (version) => {
        const volumes = method === undefined || method === PrepullMethod.ImageVolume;
        const fault = volumes && version !== undefined ? imageVolumeFault(version) : undefined;
        return fault === undefined ? [] : faultsAt("kubernetesVersion", fault);
    };
}

/** The advice of every cause that is a refused pull. */
export function refusalAdvice(advice: string | undefined): Partial<Record<CauseName, string>> {
    return advice === undefined ? {} : { tokenRefused: advice, noCredential: advice, unauthorized: advice };
}
