#!/usr/bin/env node
// The `image-delivery` command. Exit codes: 0 nothing wrong, 1 something was found, 2 it could not look.
import { Command, CommanderError } from "commander";
import { plainLine } from "./output";
import { VERBS } from "./verbs";

/** Builds the command; of all verbs only the one that is asked for is loaded, so that `--help` starts at once. */
async function programFor(words: readonly string[]): Promise<Command> {
    const program = new Command("image-delivery")
        .description("Finds out why container images are slow to reach the nodes of a cluster, and says what to do.")
        .version((require("../package.json") as { version: string }).version)
        .exitOverride()
        .configureOutput({ outputError: (text, write) => write(`image-delivery: ${text.replace(/^error: /, "")}`) });
    const asked = words.find((word) => !word.startsWith("-"));
    for (const verb of VERBS) {
        const command = verb.name === asked ? await verb.load() : new Command(verb.name);
        program.addCommand(command.summary(verb.summary).copyInheritedSettings(program));
    }
    return program;
}

/** True for errors that the user can mend; anything else is a defect of this command and deserves its stack. */
function isUserError(error: unknown): error is Error {
    return error instanceof Error && ["UsageError", "ClusterError", "RegistryError"].includes(error.constructor.name);
}

async function main(words: readonly string[]): Promise<void> {
    try {
        await (await programFor(words)).parseAsync([...words], { from: "user" });
    } catch (error) {
        if (error instanceof CommanderError) {
            process.exitCode = error.exitCode === 0 ? 0 : 2;
        } else if (isUserError(error)) {
            process.stderr.write(`image-delivery: ${plainLine(error.message)}\n`);
            process.exitCode = 2;
        } else {
            throw error;
        }
    }
}

void main(process.argv.slice(2));
