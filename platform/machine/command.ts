/** Runs a program to its end. A failure carries what the program said last, because that is what helps. */
import { x } from "tinyexec";

export interface CommandOptions {
    cwd?: string;
    /** In addition to the variables of this process. */
    env?: NodeJS.ProcessEnv;
    input?: string;
    /** Ends the program. */
    signal?: AbortSignal;
    /** Hears each line of standard error as it comes. */
    onLine?: (line: string) => void;
}

/** The standard output of the program. */
export async function run(file: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
    const { cwd, env, input = "", signal, onLine } = options;
    const running = x(file, [...args], { nodePath: false, nodeOptions: { cwd, env }, stdin: input, signal });
    // A program that ends before it has read its input is judged by its exit code, not by the broken pipe.
    running.process?.stdin?.on("error", () => undefined);
    running.process?.stderr?.on("data", (text: Buffer) => onLine?.(text.toString().trimEnd().split("\n").at(-1) ?? ""));
    const { stdout, stderr, exitCode = running.signalCode } = await running;
    if (exitCode !== 0) {
        const lastLines = stderr.trim().split("\n").slice(-15).join("\n");
        throw new Error(
            `${[file, ...args].join(" ").slice(0, 200)} ended with ${exitCode ?? "unknown"}:\n${lastLines}`,
        );
    }
    return stdout;
}
