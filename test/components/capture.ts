/** Runs something and keeps the errors that nobody caught and the lines that Pulumi logged meanwhile. */

export interface Captured {
    readonly errors: readonly Error[];
    readonly log: readonly string[];
}

/** A resource that cannot be registered rejects a promise that only the process can see; mocha would fail on it. */
export async function captured(work: () => Promise<void>): Promise<Captured> {
    const errors: Error[] = [];
    const log: string[] = [];
    const restore = [
        replaceListeners("unhandledRejection", errors),
        replaceListeners("uncaughtException", errors),
        replaceConsole("log", log),
        replaceConsole("warn", log),
    ];
    try {
        await work();
    } catch (error) {
        errors.unshift(error as Error);
    }
    // Node reports a rejection as unhandled only after the current turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    for (const undo of restore) {
        undo();
    }
    return { errors, log };
}

function replaceListeners(event: "unhandledRejection" | "uncaughtException", errors: Error[]): () => void {
    const before = process.listeners(event as "uncaughtException");
    const keep = (error: Error) => {
        errors.push(error);
    };
    process.removeAllListeners(event);
    process.on(event, keep);
    return () => {
        process.removeListener(event, keep);
        for (const listener of before) {
            process.on(event as "uncaughtException", listener);
        }
    };
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
