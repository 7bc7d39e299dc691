/** What one look at a pod takes in, and what it finds. */

import type { EventFacts, NodeFacts, PodFacts } from "../kubernetes/facts";
import type { Cause } from "../pulls/causes";
import type { ImagePull } from "../pulls/imagePulls";
import type { ObstacleName } from "./stuck/obstacles";

export type PodPhase =
    | "unscheduled"
    /** Its scheduling gates keep it from the scheduler, which is what they are for. */
    | "held"
    | "waitingToPull"
    | "pulling"
    /** The newest attempt failed; the kubelet tries again. */
    | "pullFailing"
    /** Its images are there, its containers do not run yet. */
    | "starting"
    /** Something other than an image keeps its containers from starting, and has for minutes. */
    | "stuck"
    | "running"
    /** A container ends again and again, which is not a fault of its image's pull. */
    | "crashing"
    | "done"
    | "failed"
    | "terminating";

export interface PodCase {
    readonly pod: PodFacts;
    readonly events: readonly EventFacts[];
    readonly pulls: ReadonlyMap<string, ImagePull>;
    readonly node: NodeFacts | undefined;
    readonly now: number;
    readonly pullSeconds?: ReadonlyMap<string, number>;
    /** Pulls on the same node that began earlier and go on: a kubelet may pull one after another. */
    readonly ahead?: PullsAhead;
}

export interface PullsAhead {
    readonly count: number;
    /** What they may take, by their sizes. */
    readonly seconds: number;
}

export interface Finding {
    readonly phase: PodPhase;
    readonly healthy?: boolean;
    /** What is said before the text, and always whole. */
    readonly lead?: string;
    readonly text: string;
    readonly cause?: Cause;
    /** What keeps the pod from starting, where it is not an image. */
    readonly obstacle?: ObstacleName;
    readonly image?: string;
    readonly advice?: string;
    readonly since?: number;
}
