// Releases the locks of updates that were killed on this machine, which would stop every later update of their stack. Not by
// `stack.cancel()`, which on a file backend deletes every lock, those of updates that run too.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { join } from "node:path";

/** What the engine writes into a lock of its file backend. */
export interface Lock {
    readonly pid: number;
    readonly username: string;
    readonly hostname: string;
    /** ISO 8601. */
    readonly timestamp: string;
}

/**
 * Deletes the stack's locks whose engine no longer runs, and returns them. A lock of another machine is left alone: nothing is
 * known of its processes. Only a backend of files (`file://...`) has locks of this kind.
 */
export function releaseStaleLocks(backendUrl: string, project: string, stack: string): Lock[] {
    if (!backendUrl.startsWith("file://")) {
        return [];
    }
    const root = backendUrl.slice("file://".length).replace(/\?.*$/, "").replace(/^~/, homedir());
    const folder = join(root, ".pulumi/locks/organization", project, stack);
    return filesOf(folder).flatMap((file) => {
        const lock = readLock(file);
        if (lock === undefined || lock.hostname !== hostname() || isEngine(lock.pid)) {
            return [];
        }
        for (const name of [file, `${file}.attrs`]) {
            rmSync(name, { force: true });
        }
        return [lock];
    });
}

function filesOf(folder: string): string[] {
    try {
        return readdirSync(folder)
            .filter((name) => name.endsWith(".json"))
            .map((name) => join(folder, name));
    } catch {
        return []; // No update of this stack has ever run.
    }
}

/** Undefined for a lock that another process is just writing or deleting. */
function readLock(file: string): Lock | undefined {
    try {
        return JSON.parse(readFileSync(file, "utf8")) as Lock;
    } catch {
        return undefined;
    }
}

/** False as well for a process that has only been given the number of one that ended. */
function isEngine(pid: number): boolean {
    try {
        process.kill(pid, 0);
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
    try {
        const status = readFileSync(`/proc/${pid}/status`, "utf8");
        // A killed engine keeps its number until its parent, or what took the parent's place, has asked how it ended.
        return /^Name:\s+pulumi$/m.test(status) && !/^State:\s+[ZX]/m.test(status);
    } catch {
        return true; // Without /proc there is no telling, and an update that runs must never lose its lock.
    }
}
