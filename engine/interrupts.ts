// Ctrl-C during an update: the first lets the engine end in order, the second ends everything.
import type { EventEmitter } from "node:events";
import { listenForCtrlC } from "./ctrlC";

export interface Interruptible {
    /** Asks the engine to cancel; not called when the terminal signals the engine itself. */
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
    const once = () => {
        update.say("Cancelling: the engine waits for what it has begun. Press Ctrl-C again to stop immediately.\n");
        timer = setTimeout(() => update.isCancelling() || update.cancel(), ENGINE_NOTICES_MS);
    };
    const stopListening = listenForCtrlC({ names: ["SIGINT", "SIGTERM"], once, twice: () => update.kill() }, signals);
    return () => {
        clearTimeout(timer);
        stopListening();
    };
}
