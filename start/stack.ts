// `npm run up|preview|refresh|destroy -- --stack NAME`: the repository's stack on the embedded engine.
import { readdirSync } from "node:fs";
import { Argument } from "commander";
import { STACK_VERBS, type StackVerb } from "../engine/run";
import { holdGoneText } from "../model/nodes/startupTaint";
import { UsageError } from "../model/userError";
import { REPOSITORY } from "../platform/paths";
import { installProviders, standInNotice } from "../platform/providers/install";
import { engineEnvironment } from "./engine";
import { NODE_WARMUP } from "./joins";
import { commandNamed, main } from "./main";
import { operate } from "./rollout";
import { stackConfig } from "./stackConfig";
import { stackWorkspace } from "./workspace";

async function run(verb: StackVerb, stack: string): Promise<void> {
    if (!stacks().includes(stack)) {
        throw new UsageError(`there is no Pulumi.${stack}.yaml; the stacks are ${stacks().join(", ")}`);
    }
    const print = (text: string) => void process.stdout.write(text);
    const notice = standInNotice(installProviders());
    print(notice === undefined ? "" : `${notice}\n`);
    const { workDir, env, close } = await placeOf(stack, print);
    try {
        const hold = stackConfig(stack, workDir)[NODE_WARMUP] as { startupTaint?: string } | undefined;
        await operate(verb, { stack, workDir, env });
        if (verb === "destroy" && hold !== undefined) {
            print(`${holdGoneText(hold.startupTaint)}\n`);
        }
    } finally {
        await close();
    }
}

async function placeOf(stack: string, print: (text: string) => void) {
    // Loaded only here: the local stack needs nothing of Azure.
    const { azurePlace, goesToAzure } = await import("./azure/stack");
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

void main(async (words) => {
    const command = commandNamed("stack")
        .addArgument(new Argument("<verb>", "what to do").choices(STACK_VERBS))
        .requiredOption("-s, --stack <name>", "the stack, such as local")
        .action((verb: StackVerb, { stack }: { stack: string }) => run(verb, stack));
    await command.parseAsync([...words], { from: "user" });
});
