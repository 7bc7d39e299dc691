#!/usr/bin/env node
// The `image-delivery` command. Exit codes: 0 nothing wrong, 1 problem found, 2 could not check.
import { inspect } from "node:util";
import { Command, CommanderError } from "commander";
import { plainText } from "../model/text/plain";
import { UserError } from "../model/userError";
import { wantColour } from "./terminal/colour";
import { outputRead, surviveStreams } from "./terminal/streams";
import type { Verb } from "./verb";
import { VERBS } from "./verbs";
import { addComplete, COMPLETE, COMPLETION } from "./verbs/completion";

/** Characters of an error; texts of clusters and registries are a part of some. */
const LONGEST_LINE = 2_000;

/** Builds the command; of all verbs only the one that is asked for is loaded, so that `--help` starts immediately. */
async function programFor(words: readonly string[]): Promise<Command> {
    const program = new Command("image-delivery")
        .description("Finds out why container images are slow to reach the nodes of a cluster, and says what to do.")
        .version((require("aks-image-delivery/package.json") as { version: string }).version)
        .option("--no-color", "no colours on a terminal; so does NO_COLOR")
        .hook("preAction", (command) => wantColour(command.opts<{ color: boolean }>().color))
        .exitOverride()
        .configureHelp({ helpWidth: 100, showGlobalOptions: true })
        .configureOutput({ outputError: (text, write) => write(`image-delivery: ${text.replace(/^error: /, "")}`) });
    const asked = words.find((word) => !word.startsWith("-") && word !== "help");
    if (asked === COMPLETE) {
        return withAllVerbs(program);
    }
    for (const verb of VERBS) {
        const command = verb.name === asked ? await verb.load() : new Command(verb.name);
        program.addCommand(
            command.summary(verb.summary).addHelpText("after", examplesText(verb)).copyInheritedSettings(program),
        );
    }
    return program;
}

/** For the shell's completion, whose own command the library adds. */
async function withAllVerbs(program: Command): Promise<Command> {
    for (const verb of VERBS) {
        if (verb.name !== COMPLETION) {
            program.addCommand((await verb.load()).summary(verb.summary).copyInheritedSettings(program));
        }
    }
    addComplete(program);
    return program;
}

function examplesText({ examples }: Verb): string {
    return `\nExamples:\n${examples.map(([words, what]) => `  # ${what}\n  image-delivery ${words}\n`).join("")}`;
}

/** Runs the command; what it found, or that it could not check, is in `process.exitCode`. */
export async function main(words: readonly string[]): Promise<void> {
    try {
        await (await programFor(words)).parseAsync([...words], { from: "user" });
    } catch (error) {
        if (error instanceof CommanderError) {
            process.exitCode = error.exitCode === 0 ? 0 : 2;
        } else if (error instanceof UserError) {
            process.stderr.write(errorText(error));
            process.exitCode = 2;
        } else {
            throw error;
        }
    }
}

function errorText({ message, lines }: UserError): string {
    const below = lines.map((line) => plainText(line, LONGEST_LINE)).filter((line) => line !== "");
    return `image-delivery: ${[plainText(message, LONGEST_LINE), ...below].join("\n  ")}\n`;
}

/** As `main`; a fault of this program ends with its stack trace, and not as if it had found a problem. */
export async function runToEnd(words: readonly string[]): Promise<void> {
    try {
        await main(words);
    } catch (error) {
        process.stderr.write(`${inspect(error)}\n`);
        process.exitCode = 2;
    }
}

/** A connection on which nothing answers, of a library that sets no limit, does not keep a finished command from ending. */
const LINGER_MS = 3_000;

if (require.main === module) {
    surviveStreams();
    void runToEnd(process.argv.slice(2))
        .then(outputRead)
        .then(() => void setTimeout(() => process.exit(), LINGER_MS).unref());
}
