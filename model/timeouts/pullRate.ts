/** How fast nodes pull, as arguments and configuration say it. */
import { collect, type Fault } from "../fault";
import { parseImageSize } from "../image/size";
import type { Network, Pace } from "./pullTime";

export interface PaceArgs {
    /** `slow` doubles the time a pull may take; `normal` by default. */
    network?: Network;
    /**
     * Compressed bytes a second of the slowest healthy pull on this cluster, such as `9MB/s`; `image-delivery timeouts SIZE
     * --from-history` prints it. It takes the place of `network`, and never shortens what the table allows.
     */
    pullRate?: string;
}

/** The pace, with what is wrong with it added to the faults. */
export function readPace(faults: Fault[], { network, pullRate }: PaceArgs): Pace {
    if (pullRate === undefined) {
        return { network };
    }
    if (network !== undefined) {
        const reason = `"${pullRate}" is measured, so network ${network} says nothing more; leave out one of the two`;
        faults.push({ property: "pullRate", reason });
    }
    return { bytesPerSecond: collect(faults, "pullRate", () => parsePullRate(pullRate)) };
}

/**
 * Bytes a second of a rate such as `9MB/s`.
 *
 * @throws Error with the given text when it is none.
 */
export function parsePullRate(text: string): number {
    const [, size] = /^(.*[^\s/])\s*\/\s*s$/.exec(text.trim()) ?? [];
    try {
        return parseImageSize(size ?? "");
    } catch {
        throw new Error(`pull rate ${JSON.stringify(text)} is not a rate; write it as 9MB/s, 1.5GB/s or 900kB/s`);
    }
}
