/** How long work is reported: finished steps as lines that stay, running ones as one line that changes. */
import { createLogUpdate } from "log-update";

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
    const columns = stream.columns || 80;
    const sized = { columns, write: (text: string) => stream.write(text) } as NodeJS.WriteStream;
    const show = createLogUpdate(sized, { showCursor: true });
    return {
        done(line) {
            show(line);
            show.done();
        },
        // One row, however long the line is: what comes next should not jump.
        running: (line) => show(line.slice(0, columns)),
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
