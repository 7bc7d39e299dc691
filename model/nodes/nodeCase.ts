/** What is looked at of a node that joins, and what is said of it. */

import type { EventFacts, NodeFacts, PodFacts } from "../kubernetes/facts";
import type { CauseName } from "../pulls/causes";
import type { LeavingPrepull } from "./letIn";

export type NodeState =
    /** It has the images of every release that selects it. */
    | "warm"
    /** A release has come to it, and it still takes pods. */
    | "pulling"
    /** It has the start-up taint: no pods before it is warm. */
    | "joining"
    /** It joined without the taint, and takes pods while it pulls. */
    | "cold"
    /** No pre-pull selects it. */
    | "unselected";

/** A pod of a pre-pull, or of the hold itself. */
export interface NodePod {
    readonly pod: PodFacts;
    /** What it puts on its node. */
    readonly images: readonly string[];
}

export interface NodesView {
    readonly nodes: readonly NodeFacts[];
    readonly pods: readonly NodePod[];
    /** Those of pods that are not ready, by uid. */
    readonly events: ReadonlyMap<string, readonly EventFacts[]>;
    /** Compressed sizes in bytes, by reference. */
    readonly sizes: ReadonlyMap<string, number>;
    /** Keys of the taints that the cluster's holds remove; undefined where nobody could look. */
    readonly holds?: readonly string[];
    /** Pre-pulls whose pods have left nodes that were let in; none where nobody could look. */
    readonly leaving?: readonly LeavingPrepull[];
    /** Where only pods of this one are known. */
    readonly namespace?: string;
    readonly now: number;
}

export interface NodeStatus {
    readonly node: string;
    readonly pool?: string;
    readonly state: NodeState;
    /** Since it joined; of one that is joining or cold. */
    readonly sinceSeconds?: number;
    readonly present: readonly string[];
    readonly missing: readonly string[];
    /** The start-up taint, as kubectl writes it. */
    readonly taint?: string;
    /** What it is waiting for; the same for as long as that is so. */
    readonly text?: string;
    readonly fault?: NodeFault;
}

/** Why a node never takes pods, unless somebody does something. */
export interface NodeFault {
    readonly cause?: CauseName;
    readonly image?: string;
    readonly explanation: string;
    readonly text: string;
    readonly advice: string;
}

/** One node, and the pods on it that decide about it. */
export interface NodeCase extends Omit<NodesView, "nodes" | "pods" | "sizes"> {
    readonly node: NodeFacts;
    readonly prepulls: readonly NodePod[];
    readonly holdPods: readonly PodFacts[];
    /** After which the pull of an image is no longer healthy, by reference. */
    readonly pullSeconds: ReadonlyMap<string, number>;
    /** Key of its start-up taint. */
    readonly taint?: string;
}
