// Ctrl-C, pressed once and pressed again.
import type { EventEmitter } from "node:events";

// One Ctrl-C in a terminal arrives up to twice: from the terminal, and again from npm, which passes it on.
const SAME_PRESS_MS = 1000;

export interface CtrlCHandlers {
    readonly names: readonly NodeJS.Signals[];
    /** The first press: end in order. */
    readonly once: () => void;
    /** Another one: end immediately. */
    readonly twice: () => void;
}

/** Listens until the function that it returns is called. */
export function listenForCtrlC({ names, once, twice }: CtrlCHandlers, signals: EventEmitter = process): () => void {
    let firstAt: number | undefined;
    const pressed = () => {
        if (firstAt === undefined) {
            firstAt = Date.now();
            once();
        } else if (Date.now() - firstAt > SAME_PRESS_MS) {
            twice();
        }
    };
    for (const name of names) {
        signals.on(name, pressed);
    }
    return () => {
        for (const name of names) {
            signals.off(name, pressed);
        }
    };
}
