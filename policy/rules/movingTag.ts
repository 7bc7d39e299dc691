/** Images whose tag moves: with IfNotPresent a node that has the tag keeps running its old code. */

import { movingTagReason } from "../../model/image/movingTag";
import { parseImageReference } from "../../model/image/reference";
import { resourcePolicy } from "../resourcePolicy";
import { alwaysReason, faultsOfImages, type PodImage, workloads } from "../workloads";

export const movingTag = resourcePolicy(
    {
        name: "moving-tag",
        description: "Images are named by digest or by a version tag; latest and a missing tag move.",
        enforcementLevel: "mandatory",
    },
    (resource) =>
        workloads(resource).flatMap((workload) => {
            const mayAlways = alwaysReason(workload) !== undefined;
            return faultsOfImages(workload, (image) => referenceFaults(image, mayAlways));
        }),
);

function referenceFaults({ of, image, pullPolicy }: PodImage, mayAlways: boolean): string[] {
    // Under Always a node runs what the tag names now. Without an image it is a patch, which leaves that as it is.
    if (!image || (pullPolicy === "Always" && mayAlways)) {
        return [];
    }
    try {
        const reason = movingTagReason(parseImageReference(image));
        return reason === undefined ? [] : [`${of}: ${reason}`];
    } catch (error) {
        return [`${of}: ${(error as Error).message}`];
    }
}
