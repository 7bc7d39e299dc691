/** The DaemonSets of a rollout with many images: each pulls several of them, and every image keeps its own gate and record. */
import type * as pulumi from "@pulumi/pulumi";
import { SIZES_ANNOTATION } from "../../model/kubernetes/labels";
import { lanePrepullName } from "../../model/kubernetes/names";
import { prepullLanes } from "../../model/prepull/lanes";
import { together } from "../shared/hooks";
import { derived } from "../shared/whenKnown";
import { type PulledImage, prepullDaemonSet } from "./daemonSet";
import type { PrepullLane } from "./prepullPlan";
import { prepullSizeCheck } from "./sizeCheck";

/** An image of a rollout. */
export interface LaneImage extends PulledImage {
    /** Of its component. */
    readonly name: string;
}

/** What each image knows of the pods that it shares; nothing where each has pods of its own. */
export function sharedLanes(
    parent: pulumi.Resource,
    name: string,
    images: readonly LaneImage[],
): Map<LaneImage, PrepullLane> {
    const lanes = prepullLanes(images.map((image) => ({ name: image.name, bytes: image.plan.bytes, image })));
    const isShared = lanes.some((lane) => lane.length > 1);
    return new Map(
        isShared
            ? lanes.flatMap((lane, index) =>
                  sharedLane(
                      parent,
                      `${name}-images-${index + 1}`,
                      lane.map(({ image }) => image),
                  ),
              )
            : [],
    );
}

function sharedLane(parent: pulumi.Resource, name: string, images: LaneImage[]): [LaneImage, PrepullLane][] {
    const [first, ...others] = images;
    if (first === undefined) {
        return [];
    }
    const objectName = derived(
        images.map(({ plan }) => plan.reference),
        (references) => lanePrepullName(name, references),
    );
    const settings = {
        name,
        objectName,
        // The hash at the end of the name.
        key: derived([objectName], ([text]) => text.slice(text.lastIndexOf("-") + 1)),
        annotations: { [SIZES_ANNOTATION]: images.map(({ args }) => args.size).join(",") },
        hooks: together(...images.map((image) => prepullSizeCheck(parent, image.name, image))),
    };
    const daemonSet = prepullDaemonSet(parent, settings, first, others);
    return images.map((image) => [
        image,
        {
            daemonSet,
            others: images.filter((other) => other !== image).map(({ plan }) => plan.text),
        },
    ]);
}
