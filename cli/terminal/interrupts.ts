// Runs what ends only when the user ends it.

/**
 * Resolves when Ctrl-C, SIGTERM or the reader of a pipe (`| head`) ended the work, which is told by its signal and tidies up
 * itself. Rejects with whatever the work rejects with before that.
 */
export async function untilInterrupted(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const ended = new AbortController();
    const end = (): void => ended.abort();
    // Not `once`: what restores the cursor ends the process by the signal when it finds no listener besides its own.
    process.on("SIGINT", end).on("SIGTERM", end);
    // A stream whose reader has gone away raises an error; without a listener it would end the process with a stack trace.
    process.stdout.on("error", end);
    try {
        await work(ended.signal);
    } catch (error) {
        if (!ended.signal.aborted) {
            throw error;
        }
    } finally {
        process.off("SIGINT", end).off("SIGTERM", end);
        process.stdout.off("error", end);
    }
}
