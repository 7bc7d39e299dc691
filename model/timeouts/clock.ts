/** A clock and the shares that it is the sum of. */

/** What a clock waits for; `gate` and those after it name a whole clock that another one contains. */
export type ShareName =
    | ("schedule" | "role" | "pull" | "recovery" | "registry" | "egress" | "run" | "start")
    | ("gate" | "job" | "deployment" | "wait")
    | ("jobWait" | "deploymentWait" | "reserve");

/** A part of a clock. */
export interface Share {
    /** What the time is for. */
    readonly name: ShareName;
    /** Whole seconds. */
    readonly seconds: number;
    /** Why it is so much, with the numbers that it was derived from. */
    readonly reason: string;
}

/** A timeout, as the sum of its shares. */
export interface Clock {
    /** Whole seconds: the sum of the shares. */
    readonly seconds: number;
    /** In the order in which they pass. */
    readonly shares: readonly Share[];
}

export function share(name: ShareName, seconds: number, reason: string): Share {
    return { name, seconds, reason };
}

export function clock(...parts: readonly Share[]): Clock {
    return { seconds: parts.reduce((sum, part) => sum + part.seconds, 0), shares: parts };
}

export function counted(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
