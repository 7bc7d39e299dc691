// What the commands of this folder have in common: how they read their words, how they fail, and how they end.
import { Command, CommanderError } from "commander";
import { UsageError, UserError } from "../model/userError";
import { PushError } from "../platform/kubernetes/push";

export function commandNamed(name: string): Command {
    return new Command(name)
        .exitOverride()
        .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "")) });
}

/** Runs a command to its end, and the process with it. Exit codes: 0 done, 1 it failed, 2 wrong words. */
export async function main(body: (words: readonly string[]) => Promise<void>): Promise<void> {
    const code = await body(process.argv.slice(2)).then(() => 0, report);
    // Watches of the cluster may still be open after a failure, and must not keep the process.
    process.exit(code);
}

function report(error: unknown): number {
    if (error instanceof CommanderError) {
        return error.exitCode === 0 ? 0 : 2;
    }
    process.stderr.write(`${describe(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
}

/** What the platform's parts throw is for people too; anything else is a defect and shows where it is. */
function describe(error: unknown): string {
    return error instanceof UserError ||
        error instanceof PushError ||
        (error instanceof Error && error.constructor === Error)
        ? error.message
        : String((error as Error)?.stack ?? error);
}
