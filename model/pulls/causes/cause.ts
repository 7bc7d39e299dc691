/** What a cause of a failed pull is. */

export interface CauseText {
    /** One line: a short title, a colon, and what it means. */
    readonly explanation: string;
    /**
     * What to do, with the command, whatever the kind of registry. IMAGE, REPOSITORY, REGISTRY, HOST, NODE and NAMESPACE stand
     * for the real ones (see advice.ts); <...> is for the reader.
     */
    readonly advice: string;
    /** Seconds that a node may fail with it before the rollout does; Infinity: until the clock runs out. */
    readonly patienceSeconds: number;
    /** The same where the right to pull may have been given a moment ago, as by a role of Azure. */
    readonly rolePatienceSeconds?: number;
    /** Seconds for which it is not a fault, since it heals on its own within them. */
    readonly graceSeconds?: number;
}

export const UNTIL_THE_CLOCK = Number.POSITIVE_INFINITY;
