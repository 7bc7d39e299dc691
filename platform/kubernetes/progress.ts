/** How long work is reported: finished steps as lines that stay, running ones as one line that changes. */

export interface Progress {
    /** A step that is finished. */
    done(line: string): void;
    /** What runs now; called often. */
    running(line: string): void;
}

/** How often a running step is repeated where lines cannot be overwritten, such as the log of a pipeline. */
const REPEAT_MS = 60_000;

export interface ProgressStream {
    isTTY?: boolean;
    columns?: number;
    write(text: string): unknown;
}

export function printedProgress(stream: ProgressStream, now: () => number = Date.now): Progress {
    return stream.isTTY ? terminalProgress(stream) : plainProgress(stream, now);
}

function terminalProgress(stream: ProgressStream): Progress {
    const clear = "\r\u001b[2K";
    return {
        done: (line) => stream.write(`${clear}${line}\n`),
        // A line that wraps could not be overwritten.
        running: (line) => stream.write(`${clear}${line.slice(0, (stream.columns ?? 80) - 1)}`),
    };
}

function plainProgress(stream: ProgressStream, now: () => number): Progress {
    let lastAt = Number.NEGATIVE_INFINITY;
    return {
        done: (line) => {
            stream.write(`${line}\n`);
        },
        running: (line) => {
            if (now() - lastAt >= REPEAT_MS) {
                lastAt = now();
                stream.write(`${line}\n`);
            }
        },
    };
}

/** "45 s", "3m05s". */
export function duration(milliseconds: number): string {
    const seconds = Math.round(milliseconds / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, "0")}s`;
}
