/** Runs something and keeps the errors that nobody caught and the lines that Pulumi logged meanwhile. */

export interface Captured {
    readonly errors: readonly Error[];
    readonly log: readonly string[];
}

/**
 * A resource that cannot be registered rejects a promise that only the process can see; mocha would fail on it. What waits
 * for such a resource waits for ever: in a real program the process has ended by then.
 */
export async function captured(work: () => Promise<void>): Promise<Captured> {
    const errors: Error[] = [];
    const log: string[] = [];
    const uncaught = new Uncaught(errors);
    const restore = [uncaught.listen(), replaceConsole("log", log), replaceConsole("warn", log)];
    try {
        await Promise.race([work(), uncaught.first.then(() => turns(TURNS_AFTER_ERROR))]);
    } catch (error) {
        errors.unshift(error as Error);
    }
    // Node reports a rejection as unhandled only after the current turn of the event loop.
    await turns(1);
    for (const undo of restore) {
        undo();
    }
    return { errors, log };
}

/** Enough for everything that may still be registered: nothing in the small engine waits for more than promises. */
const TURNS_AFTER_ERROR = 50;

async function turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
    }
}

const EVENTS = ["unhandledRejection", "uncaughtException"] as const;

class Uncaught {
    readonly first: Promise<void>;
    private seen: () => void = () => {};

    constructor(private readonly errors: Error[]) {
        this.first = new Promise((resolve) => {
            this.seen = resolve;
        });
    }

    /** Takes the place of mocha's own listeners until the returned function puts them back. */
    listen(): () => void {
        const before = EVENTS.map((event) => process.listeners(event as "uncaughtException"));
        for (const event of EVENTS) {
            process.removeAllListeners(event);
            process.on(event, (error: Error) => {
                this.errors.push(error);
                this.seen();
            });
        }
        return () => {
            for (const [index, event] of EVENTS.entries()) {
                process.removeAllListeners(event);
                for (const listener of before[index] ?? []) {
                    process.on(event as "uncaughtException", listener);
                }
            }
        };
    }
}

function replaceConsole(method: "log" | "warn", lines: string[]): () => void {
    const before = console[method];
    console[method] = (text: unknown) => {
        lines.push(String(text));
    };
    return () => {
        console[method] = before;
    };
}
