/** Runs a program to its end. A failure carries what the program said last, because that is what helps. */
import { spawn } from "node:child_process";

export interface CommandOptions {
    cwd?: string;
    env?: NodeJS.ProcessEnv;
    input?: string;
    /** Hears each line of standard error as it comes. */
    onLine?: (line: string) => void;
}

/** The standard output of the program. */
export async function run(file: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
    const child = spawn(file, args, { cwd: options.cwd, env: options.env, stdio: ["pipe", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
        errors = (errors + text).slice(-20_000);
        options.onLine?.(text.trimEnd().split("\n").at(-1) ?? "");
    });
    // A program that ends before it has read its input is judged by its exit code, not by the broken pipe.
    child.stdin.on("error", () => undefined).end(options.input);
    const code = await new Promise<number | string>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (exit, signal) => resolve(exit ?? signal ?? "unknown"));
    });
    if (code !== 0) {
        const said = errors.trim().split("\n").slice(-15).join("\n");
        throw new Error(`${[file, ...args].join(" ").slice(0, 200)} ended with ${code}:\n${said}`);
    }
    return output;
}
