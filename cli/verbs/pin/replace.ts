// Replaces a file as a whole, under a lock file: two runs at the same time lose nothing, and nobody reads half a file.
import { link, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../../model/userError";

const LOCK_POLL_MS = 50;
const LOCK_TIMEOUT_MS = 10_000;
const MOST_TRIES = 5;

/**
 * @param change Called with the text that is there, again where an editor has changed it meanwhile. What it throws changes nothing.
 * @throws UserError when the file cannot be written, or somebody keeps it locked.
 */
export async function replaceText<Result extends { readonly text: string }>(
    path: string,
    change: (text: string) => Result,
): Promise<Result> {
    // A link stays one.
    const file = await realpath(path);
    const lock = `${file}.lock`;
    const own = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}.tmp`;
    try {
        await takeLock(lock, own);
        try {
            return await changed(file, own, change);
        } finally {
            await rm(lock, { force: true });
        }
    } catch (error) {
        throw isOfFiles(error) ? new UserError(`${file} cannot be written: ${error.message}`) : error;
    } finally {
        await rm(own, { force: true });
    }
}

async function changed<Result extends { readonly text: string }>(
    file: string,
    own: string,
    change: (text: string) => Result,
): Promise<Result> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
        const before = await readFile(file, "utf8");
        const result = change(before);
        if (result.text === before) {
            return result;
        }
        await writeFile(own, result.text, { mode: (await stat(file)).mode });
        if ((await readFile(file, "utf8")) === before) {
            await rename(own, file);
            return result;
        }
    }
    throw new UserError(`${file} is being changed by another program; try again when it is done`);
}

/** The lock is a link to a file with the process's number: it is there with its content, or not at all. */
async function takeLock(lock: string, own: string): Promise<void> {
    await writeFile(own, String(process.pid));
    const end = Date.now() + LOCK_TIMEOUT_MS;
    for (;;) {
        try {
            await link(own, lock);
            await rm(own);
            return;
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
                throw error;
            }
        }
        const owner = Number(await readFile(lock, "utf8").catch(() => String(process.pid)));
        if (!isAlive(owner)) {
            throw new UserError(`${lock} was left by a process that has ended (${owner}): delete it and try again`);
        }
        if (Date.now() > end) {
            throw new UserError(`${lock} is held by process ${owner}; try again when it has ended`);
        }
        await sleep(LOCK_POLL_MS);
    }
}

function isAlive(pid: number): boolean {
    try {
        return process.kill(pid, 0);
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}

function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
    return error instanceof Error && "syscall" in error;
}
