// Output that cannot be written. Without a listener a stream's error ends the process: with a stack trace, and in the middle of an
// update.

/**
 * Goes on without whoever has read enough (`| head`), and with its own exit code. Anything else, such as a full disk, leaves the
 * answer incomplete, which counts as not checked.
 */
export function surviveStreams(): void {
    process.stderr.on("error", () => undefined);
    process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
        if (code !== "EPIPE") {
            process.stderr.write(`image-delivery: the output cannot be written: ${message}\n`);
            process.exitCode = 2;
        }
    });
}

/** Resolves when the reader of a pipe has taken all: a pager does so as late as its user likes. */
export async function outputRead(): Promise<void> {
    for (const stream of [process.stdout, process.stderr]) {
        if (stream.writableLength > 0) {
            await new Promise((resolve) => stream.write("", resolve));
        }
    }
}
