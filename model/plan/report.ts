/** A plan as it is printed: `image-delivery plan --format json` prints this shape, whose keys are part of the interface. */
import type { PlanDifference } from "./difference";
import type { PlanResource } from "./resource";

export interface PlanReport {
    readonly project: string;
    readonly stack: string;
    /** What the program asks for, in the order of the URNs. */
    readonly resources: readonly PlanResource[];
    /** With `--base`: the revision, and what changes against it. */
    readonly base?: string;
    readonly difference?: PlanDifference;
}
