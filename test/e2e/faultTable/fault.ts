// What a fault of the table is, and what was seen of it.
import type { CauseName } from "../../../model/pulls/causes";

/** An image that cannot be pulled, while it is looked at. */
export interface BrokenImage {
    readonly image: string;
    /** Ends what was started for it. */
    readonly end?: () => Promise<void>;
}

export interface Fault {
    /** Name of its DaemonSet; no other fault may have it. */
    readonly name: string;
    readonly title: string;
    /** How it is made, for the table. */
    readonly made: string;
    readonly cause: CauseName;
    readonly make: () => Promise<BrokenImage>;
    /** Seconds that `test-pull` is given, more than one attempt takes; 8 by default. */
    readonly seconds?: number;
    /** The pod pulls with a secret of its own, whose password no registry takes. */
    readonly secret?: true;
    /** Policy of the pod; IfNotPresent by default. */
    readonly pullPolicy?: string;
    /** What `test-pull` answers where that is not the cause. */
    readonly testPull?: string;
}

/** A row of the table. */
export interface Seen {
    readonly fault: Fault;
    /** The kubelet's text, without what differs between two runs. */
    readonly text: string;
    readonly phase: string;
    readonly status: string;
    readonly testPull: string;
    readonly gate: string;
}
