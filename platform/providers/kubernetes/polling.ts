// Asks the API server again and again: what a wait needs besides its question.
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, Unreachable } from "./api/api";

/** The real provider's, for every kind. */
export const DEFAULT_TIMEOUT_SECONDS = 600;

const POLL_MS = 250;

/**
 * Calls `step`, at least once, until it returns something, and returns that; undefined when the time ran out or `signal` was aborted before.
 * An API server that restarts or is overloaded for a moment is asked again, for it has not said no.
 */
export async function poll<T>(
    step: () => Promise<T | undefined>,
    timeoutSeconds: number,
    signal: AbortSignal,
): Promise<T | undefined> {
    const until = Date.now() + timeoutSeconds * 1000;
    do {
        const result = await patiently(step);
        if (result !== undefined) {
            return result;
        }
        await sleep(Math.min(POLL_MS, Math.max(0, until - Date.now())), undefined, { signal }).catch(() => {});
    } while (Date.now() < until && !signal.aborted);
    return undefined;
}

async function patiently<T>(step: () => Promise<T | undefined>): Promise<T | undefined> {
    try {
        return await step();
    } catch (error) {
        const passing = error instanceof ApiError && (error.status === 429 || error.status >= 500);
        if (error instanceof Unreachable || passing) {
            return undefined;
        }
        throw error;
    }
}

/** Why a poll ended without a result. */
export function whyEnded(timeoutSeconds: number, signal: AbortSignal): string {
    return signal.aborted ? "cancelled" : `timed out after ${timeoutSeconds} s`;
}
