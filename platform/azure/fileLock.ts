// A lock between processes, held for the milliseconds that a change of a small file takes.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";

const PATIENCE_MS = 10_000;

export function withFileLock<Result>(path: string, work: () => Result): Result {
    acquire(path);
    try {
        return work();
    } finally {
        rmSync(path, { force: true });
    }
}

function acquire(path: string): void {
    const deadline = Date.now() + PATIENCE_MS;
    while (!tryAcquire(path)) {
        if (isAbandoned(path)) {
            rmSync(path, { force: true });
        } else if (Date.now() > deadline) {
            throw new Error(`${path} is still held by another process; delete it if none is running`);
        } else {
            pause(5);
        }
    }
}

function tryAcquire(path: string): boolean {
    try {
        const file = openSync(path, "wx");
        writeSync(file, String(process.pid));
        closeSync(file);
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") {
            return false;
        }
        throw error;
    }
}

// A killed `up` leaves its lock behind. An empty file is a holder that has not written its id yet.
function isAbandoned(path: string): boolean {
    try {
        const holder = Number(readFileSync(path, "utf8"));
        if (holder > 0) {
            process.kill(holder, 0);
        }
        return false;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "ESRCH";
    }
}

function pause(milliseconds: number): void {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
