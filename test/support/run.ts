// Runs the command as a user does: in a process of its own, with its exit code and both streams.
import { join } from "node:path";
import { x } from "tinyexec";

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
    const ended = await x(process.execPath, command(words), {
        nodePath: false,
        nodeOptions: { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] },
    });
    return { code: ended.exitCode ?? null, stdout: ended.stdout, stderr: ended.stderr };
}
