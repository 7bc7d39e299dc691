/** Ends a wait when the update is interrupted. */
import type { EventEmitter } from "node:events";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs a wait whose signal is aborted by Ctrl-C. An engine that is cancelled lets what it has begun come to its end, and has no
 * way to tell a hook: without this the gate would go on for all of its clock.
 */
export async function endedBySignals<T>(
    wait: (signal: AbortSignal) => Promise<T>,
    signals: EventEmitter = process,
): Promise<T> {
    const stop = new AbortController();
    const end = () => stop.abort();
    for (const name of SIGNALS) {
        signals.on(name, end);
    }
    try {
        return await wait(stop.signal);
    } finally {
        for (const name of SIGNALS) {
            signals.off(name, end);
        }
    }
}
