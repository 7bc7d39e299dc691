// `npm run up|preview|refresh|destroy -- --stack NAME`: the repository's stack on the embedded engine.
import { existsSync, readdirSync, statSync } from "node:fs";
import * as path from "node:path";
import { Command, CommanderError } from "commander";
import { EngineError } from "../cli/engine";
import { runStack, STACK_VERBS, type StackVerb } from "../cli/runStack";
import { engineEnvironment } from "./engine";
import { REPOSITORY, STATE } from "./platform/paths";
import { installProviders, standInNotice } from "./providers/install";

/** The copy of a stack's configuration that `npm start` completes with what it pushed; the tracked file stays as it is. */
export function completedConfig(stack: string): string {
    return path.join(STATE, `Pulumi.${stack}.yaml`);
}

async function run(verb: StackVerb, stack: string): Promise<void> {
    const tracked = path.join(REPOSITORY, `Pulumi.${stack}.yaml`);
    if (!existsSync(tracked)) {
        throw new EngineError(`there is no Pulumi.${stack}.yaml; the stacks are ${stacks().join(", ")}`);
    }
    const print = (text: string) => void process.stdout.write(text);
    const notice = standInNotice(installProviders());
    print(notice === undefined ? "" : `${notice}\n`);
    await runStack(verb, {
        stack,
        workDir: REPOSITORY,
        env: engineEnvironment(),
        configFile: configFile(stack, tracked, print),
        program: async () => (require("../index") as () => Promise<Record<string, unknown>>)(),
        onOutput: print,
    });
}

function configFile(stack: string, tracked: string, print: (text: string) => void): string | undefined {
    const completed = completedConfig(stack);
    if (!existsSync(completed)) {
        return undefined;
    }
    if (statSync(tracked).mtimeMs > statSync(completed).mtimeMs) {
        print(`Pulumi.${stack}.yaml has changed since \`npm start\` read it; run \`npm start\` to have it deployed.\n`);
    }
    return completed;
}

function stacks(): string[] {
    return readdirSync(REPOSITORY).flatMap((name) => name.match(/^Pulumi\.(.+)\.yaml$/)?.[1] ?? []);
}

async function main(words: readonly string[]): Promise<void> {
    const program = new Command("stack").exitOverride().configureOutput({ outputError: () => {} });
    for (const verb of STACK_VERBS) {
        program
            .command(verb)
            .requiredOption("-s, --stack <name>", "the stack, such as local")
            .action(({ stack }: { stack: string }) => run(verb, stack));
    }
    try {
        await program.parseAsync([...words], { from: "user" });
    } catch (error) {
        process.exitCode = report(error);
    }
}

/** Exit codes: 0 done, 1 the operation failed, 2 wrong words on the command line. */
function report(error: unknown): number {
    if (error instanceof CommanderError) {
        process.stderr.write(error.exitCode === 0 ? "" : `${error.message.replace(/^error: /, "")}\n`);
        return error.exitCode === 0 ? 0 : 2;
    }
    if (error instanceof EngineError) {
        process.stderr.write(`${error.message}\n`);
        return 1;
    }
    throw error;
}

if (require.main === module) {
    // Watches of the cluster may still be open after a failure, and must not keep the process.
    void main(process.argv.slice(2)).then(() => process.exit());
}
