// Ctrl-C during an update: the first lets the engine end in order, the second ends everything.
import type { EventEmitter } from "node:events";

export interface Interruptible {
    /** Asks the engine to cancel; not called when the engine was told by the terminal itself. */
    cancel(): void;
    /** Whether the engine has said that it is cancelling. */
    isCancelling(): boolean;
    /** Ends this process and the engine at once. */
    kill(): void;
    say(text: string): void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

// One Ctrl-C in a terminal arrives up to twice: from the terminal, and again from npm, which passes it on.
const SAME_PRESS_MS = 1000;
// A terminal signals the engine as well. A second signal would end it without order, so it is given time to say so.
const ENGINE_NOTICES_MS = 500;

/** Listens until the function that it returns is called. */
export function listenForInterrupts(update: Interruptible, signals: EventEmitter = process): () => void {
    let first: number | undefined;
    let timer: NodeJS.Timeout | undefined;
    const interrupt = () => {
        if (first === undefined) {
            first = Date.now();
            update.say("Cancelling: the engine waits for what it has begun. Press Ctrl-C again to stop at once.\n");
            timer = setTimeout(() => update.isCancelling() || update.cancel(), ENGINE_NOTICES_MS);
        } else if (Date.now() - first > SAME_PRESS_MS) {
            update.kill();
        }
    };
    for (const name of SIGNALS) {
        signals.on(name, interrupt);
    }
    return () => {
        clearTimeout(timer);
        for (const name of SIGNALS) {
            signals.off(name, interrupt);
        }
    };
}
