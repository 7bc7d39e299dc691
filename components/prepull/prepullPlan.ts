/** What a pre-pull decides before anything is created. */
import type { DaemonSet } from "@pulumi/kubernetes/apps/v1";
import type * as pulumi from "@pulumi/pulumi";
import { prepullName } from "../../model/kubernetes/names";
import { readArguments } from "../shared/argumentSpec";
import { faultsLater, isPlain } from "../shared/checks";
import { type ImagePlan, planImage } from "../shared/imageArgs";
import { accepted } from "../shared/planned";
import { derived } from "../shared/whenKnown";
import { helperImage } from "./helperImages";
import { type ImagePrepullArgs, PREPULL_ARGUMENTS, PrepullMethod, prepullFaults, versionFaults } from "./prepullArgs";

export interface PrepullPlan extends ImagePlan {
    readonly method: PrepullMethod;
    /** What holds the image on the node. */
    readonly helperImage: pulumi.Input<string>;
    /** Name of the record, and of the DaemonSet where the image has one of its own. */
    readonly objectName: pulumi.Input<string>;
    /** The DaemonSet that the image shares with others, where a rollout has many. */
    readonly lane?: PrepullLane;
    /** Its pods go when nothing waits for the image any more. */
    readonly leaves?: boolean;
}

const HELPER = { [PrepullMethod.ImageVolume]: "pause", [PrepullMethod.InitContainer]: "busybox" } as const;

/** What an image that shares its pre-pull pods knows of them. */
export interface PrepullLane {
    readonly daemonSet: DaemonSet;
    /** References of the other images. */
    readonly others: readonly pulumi.Input<string>[];
}

/** Plans of arguments that a rollout made and has decided on already. */
export const plannedPrepulls = new WeakMap<ImagePrepullArgs, PrepullPlan>();

/** Refuses the arguments with all their faults, or decides on them. */
export function planPrepull(name: string, args: ImagePrepullArgs): PrepullPlan {
    const component = `ImagePrepull "${name}"`;
    const { args: known, faults } = readArguments(PREPULL_ARGUMENTS, args);
    const image = planImage({ component, path: "" }, known, shapeOf(known));
    return prepullPlan(component, name, args, accepted(component, image, faults, prepullFaults(known)));
}

function shapeOf({ nodes, layers, awaitsRole }: ImagePrepullArgs) {
    return { nodes, layers, awaitsRole };
}

/** The rest of the decisions, on an image without faults. */
export function prepullPlan(component: string, name: string, args: ImagePrepullArgs, image: ImagePlan): PrepullPlan {
    const { kubernetesVersion } = args;
    const version = isPlain(kubernetesVersion)
        ? kubernetesVersion
        : faultsLater(component, kubernetesVersion, versionFaults(args));
    const objectName = derived([image.reference, version], ([reference]) => prepullName(name, reference));
    const method = args.method ?? PrepullMethod.ImageVolume;
    return { ...image, method, helperImage: helperImage(component, args, HELPER[method]), objectName };
}
