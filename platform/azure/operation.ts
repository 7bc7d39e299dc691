// An operation that a request started, as the state file keeps it.

/** The ids that an operation saw when it started; what appears while it runs is not in it. */
export type Snapshot = readonly string[];

export interface Operation {
    readonly id: string;
    /** The resource that it creates or updates. */
    readonly resource: string;
    readonly creates: boolean;
    readonly endsAt: number;
    readonly snapshot: Snapshot;
    readonly ends?: { code: string; message: string };
    /** Set when it is over and failed; the client that waits for it takes it away. */
    failure?: { status: number; code: string; message: string };
}
