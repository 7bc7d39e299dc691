/** Pull policies that ask the registry although the image is on the node, or never ask it. */

import { parseImageReference } from "../../model/image/reference";
import { ALWAYS_REASON_ANNOTATION } from "../../model/kubernetes/labels";
import { defaultPullPolicy } from "../../model/kubernetes/pullPolicy";
import { resourcePolicy } from "../resourcePolicy";
import { alwaysReason, faultsOfImages, type PodImage, workloads } from "../workloads";

export const pullPolicy = resourcePolicy(
    {
        name: "pull-policy",
        description:
            "Images are pulled only where they are missing (IfNotPresent), or Always for a reason that is given.",
        enforcementLevel: "advisory",
    },
    (resource) =>
        workloads(resource).flatMap((workload) => {
            const mayAlways = alwaysReason(workload) !== undefined;
            return faultsOfImages(workload, (image) => policyFaults(image, workload.isPatch, mayAlways));
        }),
);

function policyFaults(image: PodImage, isPatch: boolean, mayAlways: boolean): string[] {
    const policy = image.pullPolicy ?? (isPatch ? undefined : defaultPolicy(image.image));
    if (policy === "Never") {
        return [`${image.of}: imagePullPolicy Never fails on every node without the image; set IfNotPresent`];
    }
    if (policy !== "Always" || mayAlways) {
        return [];
    }
    const given = image.pullPolicy ? "imagePullPolicy Always" : "no imagePullPolicy, which means Always for this tag,";
    const instead = `set IfNotPresent, or give the reason in the annotation ${ALWAYS_REASON_ANNOTATION}`;
    return [`${image.of}: ${given} asks the registry at every start, also where the image is on the node; ${instead}`];
}

function defaultPolicy(image: string | undefined): string | undefined {
    try {
        return image && defaultPullPolicy(parseImageReference(image));
    } catch {
        // No pod starts with it: moving-tag says what is wrong with the reference.
        return undefined;
    }
}
