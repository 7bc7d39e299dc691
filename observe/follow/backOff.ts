// How long to wait before a cluster is asked again.
import { setTimeout as sleep } from "node:timers/promises";

const FIRST_MS = 200;
const MOST_MS = 5000;

/**
 * The wait after so many failures in a row: none after none, then 0.2 s doubled up to 5 s, of which a random half is
 * left out, so that many clients do not return to a restarted API server at the same moment.
 */
export function backOffMs(failures: number, random: () => number = Math.random): number {
    return failures === 0 ? 0 : Math.min(MOST_MS, FIRST_MS * 2 ** (failures - 1)) * (1 - random() / 2);
}

/** Resolves after that time, or immediately when the signal ends it. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
}
