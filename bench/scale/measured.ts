// The command as it is installed, in a process of its own, with its time and memory.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { KUBECONFIG, STATE } from "../../platform/paths";
import { builtPackage } from "../../test/e2e/examples/builtPackage";

const HISTORY = path.join(STATE, "bench/history");

export interface Measured {
    readonly seconds: number;
    /** The most memory that the process has had. */
    readonly megabytes: number;
    readonly stdout: string;
}

/** Compiles the package, and forgets the history of an earlier run. Returns the command's file. */
export async function prepareCommand(): Promise<string> {
    fs.rmSync(HISTORY, { recursive: true, force: true });
    return path.join(await builtPackage(), "dist/cli/main.js");
}

export function startCommand(command: string, words: readonly string[]): ChildProcess {
    const measure = ["-r", path.join(__dirname, "peakMemory.cjs")];
    return spawn(process.execPath, [...measure, command, ...words, "--kubeconfig", KUBECONFIG], {
        env: { ...process.env, XDG_STATE_HOME: HISTORY },
        stdio: ["ignore", "pipe", "inherit", "pipe"],
    });
}

export async function measured(command: string, words: readonly string[]): Promise<Measured> {
    const startedAt = performance.now();
    const child = startCommand(command, words);
    const [stdout, peak, [code]] = await Promise.all([
        text(child.stdio[1] as Readable),
        text(child.stdio[3] as Readable),
        once(child, "close"),
    ]);
    if (code !== 0 && code !== 1) {
        throw new Error(`${words.join(" ")} ended with ${code}`);
    }
    return { seconds: (performance.now() - startedAt) / 1_000, megabytes: Number(peak) / 1_000, stdout };
}

/** What a process has in memory now, in MB. */
export function residentMegabytes({ pid }: ChildProcess): number {
    const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_000;
}
