// `npm run up|preview|refresh|destroy -- --stack NAME`: the repository's stack on the embedded engine.
import { readdirSync } from "node:fs";
import { Argument, Command, CommanderError } from "commander";
import { EngineError } from "../cli/engine";
import { UsageError } from "../cli/errors";
import { runStack, STACK_VERBS, type StackVerb } from "../cli/runStack";
import { engineEnvironment } from "./engine";
import { REPOSITORY } from "./platform/paths";
import { installProviders, standInNotice } from "./providers/install";
import { stackWorkspace } from "./workspace";

async function run(verb: StackVerb, stack: string): Promise<void> {
    if (!stacks().includes(stack)) {
        throw new UsageError(`there is no Pulumi.${stack}.yaml; the stacks are ${stacks().join(", ")}`);
    }
    const print = (text: string) => void process.stdout.write(text);
    const notice = standInNotice(installProviders());
    print(notice === undefined ? "" : `${notice}\n`);
    const { workDir, env, close } = await placeOf(stack, print);
    const program = async () => (require("../index") as () => Promise<Record<string, unknown>>)();
    try {
        await runStack(verb, { stack, workDir, env, program, onOutput: print });
    } finally {
        await close();
    }
}

async function placeOf(stack: string, print: (text: string) => void) {
    // Loaded only here: the local stack needs nothing of Azure.
    const { azurePlace, goesToAzure } = await import("./azureStack");
    if (!goesToAzure(stack)) {
        return { workDir: stackWorkspace(stack), env: engineEnvironment(), close: async () => {} };
    }
    const place = await azurePlace(stack);
    print(`${place.notice}\n`);
    return place;
}

function stacks(): string[] {
    return readdirSync(REPOSITORY).flatMap((name) => name.match(/^Pulumi\.(.+)\.yaml$/)?.[1] ?? []);
}

async function main(words: readonly string[]): Promise<number> {
    const command = new Command("stack")
        .exitOverride()
        .configureOutput({ outputError: () => {} })
        .addArgument(new Argument("<verb>", "what to do").choices(STACK_VERBS))
        .requiredOption("-s, --stack <name>", "the stack, such as local")
        .action((verb: StackVerb, { stack }: { stack: string }) => run(verb, stack));
    try {
        await command.parseAsync([...words], { from: "user" });
        return 0;
    } catch (error) {
        return report(error);
    }
}

/** Exit codes: 0 done, 1 the operation failed, 2 wrong words on the command line. */
function report(error: unknown): number {
    if (error instanceof CommanderError && error.exitCode === 0) {
        return 0;
    }
    if (error instanceof CommanderError || error instanceof UsageError || error instanceof EngineError) {
        process.stderr.write(`${error.message.replace(/^error: /, "")}\n`);
        return error instanceof EngineError ? 1 : 2;
    }
    throw error;
}

// Watches of the cluster may still be open after a failure, and must not keep the process.
void main(process.argv.slice(2)).then((code) => process.exit(code));
