/** What a restart of a workload brings about, and what it does not: a moved tag is pulled only where the policy says so. */
import { parseImageReference } from "../image/reference";

export interface RestartContainer {
    readonly image: string;
    readonly pullPolicy?: string;
}

export interface RestartView {
    /** Of the pod template: containers, init containers and image volumes. */
    readonly containers: readonly RestartContainer[];
    /** A paused Deployment creates no new pods. */
    readonly paused: boolean;
    /** `RollingUpdate`, `Recreate` or `OnDelete`. */
    readonly strategy?: string;
}

export interface RestartPlan {
    /** Why it would do nothing at all. */
    readonly fault?: string;
    /** What to know before relying on it. */
    readonly warnings: readonly string[];
}

export function restartPlan({ containers, paused, strategy }: RestartView): RestartPlan {
    const moved = containers.filter(isNotPulledAgain).map(({ image, pullPolicy }) => stayText(image, pullPolicy));
    const onDelete = "its update strategy is OnDelete: it creates new pods only for those that somebody deletes";
    return {
        ...(paused && { fault: "it is paused; resume it first: `kubectl rollout resume`" }),
        warnings: [...new Set(moved), ...(strategy === "OnDelete" ? [onDelete] : [])],
    };
}

/** A digest cannot move. A reference that cannot be parsed is the pull's own fault to report. */
function isNotPulledAgain({ image, pullPolicy }: RestartContainer): boolean {
    try {
        return pullPolicy !== "Always" && parseImageReference(image).digest === undefined;
    } catch {
        return false;
    }
}

function stayText(image: string, pullPolicy = "IfNotPresent"): string {
    return `if the tag of ${image} was moved, nodes that have the old image keep running it (imagePullPolicy ${pullPolicy}): deploy the new image by its digest`;
}
