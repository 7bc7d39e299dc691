// Runs the command as a user does: in a process of its own, with its exit code and both streams.
import { spawn } from "node:child_process";
import { join } from "node:path";

export interface Ended {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

const ROOT = join(__dirname, "../..");

/** What Node.js is started with to run the command from its sources. */
export function command(words: readonly string[]): string[] {
    return ["-r", join(ROOT, "scripts/typescript.cjs"), join(ROOT, "cli/main.ts"), ...words];
}

export async function run(words: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
    const child = spawn(process.execPath, command(words), {
        cwd: ROOT,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr, code] = await Promise.all([
        child.stdout.toArray(),
        child.stderr.toArray(),
        new Promise<number | null>((resolve) => child.on("close", resolve)),
    ]);
    return { code, stdout: Buffer.concat(stdout).toString("utf8"), stderr: Buffer.concat(stderr).toString("utf8") };
}
