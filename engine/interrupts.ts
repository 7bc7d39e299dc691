// Ctrl-C during an update: the first lets the engine end in order, the second ends everything.
import type { EventEmitter } from "node:events";
import { listenForPresses } from "./presses";

export interface Interruptible {
    /** Asks the engine to cancel; not called when the engine was told by the terminal itself. */
    cancel(): void;
    /** Whether the engine has said that it is cancelling. */
    isCancelling(): boolean;
    /** Ends this process and the engine immediately. */
    kill(): void;
    say(text: string): void;
}

// A terminal signals the engine as well. A second signal would end it without order, so it is given time to say so.
const ENGINE_NOTICES_MS = 500;

/** Listens until the function that it returns is called. */
export function listenForInterrupts(update: Interruptible, signals: EventEmitter = process): () => void {
    let timer: NodeJS.Timeout | undefined;
    const first = () => {
        update.say("Cancelling: the engine waits for what it has begun. Press Ctrl-C again to stop immediately.\n");
        timer = setTimeout(() => update.isCancelling() || update.cancel(), ENGINE_NOTICES_MS);
    };
    const stopListening = listenForPresses(
        { names: ["SIGINT", "SIGTERM"], first, again: () => update.kill() },
        signals,
    );
    return () => {
        clearTimeout(timer);
        stopListening();
    };
}
