// `npm start`: builds and starts the platform, pushes the sample's image and rolls it out with the stack of this repository.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError, Option } from "commander";
import * as v from "valibot";
import { parse } from "yaml";
import { EngineError } from "../cli/engine";
import { runStack } from "../cli/runStack";
import { formatImageSize, parseImageSize } from "../model/imageSize";
import { rolloutSchema } from "../stack/rolloutSchema";
import { serviceAnswer } from "./answer";
import { startOnAzure } from "./azureStart";
import { engineEnvironment } from "./engine";
import { ensureNamespace } from "./namespace";
import type { PushedImage } from "./platform/images";
import { type Platform, startPlatform } from "./platform/platform";
import { printedProgress } from "./platform/progress";
import { installProviders, standInNotice } from "./providers/install";
import { clocksTable } from "./report";
import { pushSample } from "./sample";
import { stackWorkspace } from "./workspace";

const STACK = "local";
const STACKS = [STACK, "dev", "prod"];
const NEXT_STEPS = [
    "Next: npm run up -- --stack local            after a change",
    "      npm run -s image-delivery -- --help    what is wrong with a pull",
    "      npm stop                               the end",
].join("\n");

const ROLLOUT = "aks-image-delivery:rollout";

async function start(stack: string, size: string): Promise<void> {
    const bytes = parseImageSize(size);
    const say = (text: string) => void process.stdout.write(`${text}\n`);
    const platform = await startPlatform({ progress: printedProgress(process.stderr) });
    say(`Kubernetes runs on this machine: kubectl --kubeconfig ${platform.kubeconfig} get pods -A`);
    const image = await pushSample({ bytes });
    say(`The sample's image is in the registry at ${platform.registry}: ${formatImageSize(image.bytes)} for a node.`);
    const notice = standInNotice(installProviders());
    say(notice ?? "The Pulumi providers are the real ones.");
    await (stack === STACK ? startHere(platform, image, size, say) : startOnAzure(stack, image, size, say));
}

async function startHere(
    platform: Platform,
    image: PushedImage,
    size: string,
    say: (text: string) => void,
): Promise<void> {
    const workDir = stackWorkspace(STACK, [
        [[ROLLOUT, "images", 0, "image"], image.reference],
        [[ROLLOUT, "images", 0, "size"], size],
        [[ROLLOUT, "cluster", "kubeconfig"], platform.kubeconfig],
    ]);
    const rollout = configuredRollout(workDir);
    await ensureNamespace(rollout.namespace);
    await runStack("up", {
        stack: STACK,
        workDir,
        env: engineEnvironment(),
        program: async () => (require("../index") as () => Promise<Record<string, unknown>>)(),
        onOutput: (text) => void process.stdout.write(text),
    });
    say(`\nThe service answers: ${await serviceAnswer(rollout.namespace)}\n`);
    say(await clocksTable(rollout));
    say(NEXT_STEPS);
}

function configuredRollout(workDir: string) {
    const file = parse(readFileSync(join(workDir, `Pulumi.${STACK}.yaml`), "utf8")) as {
        config: Record<string, unknown>;
    };
    return v.parse(rolloutSchema, file.config[ROLLOUT]);
}

async function main(words: readonly string[]): Promise<number> {
    const command = new Command("start")
        .exitOverride()
        .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "")) })
        .addOption(new Option("--stack <name>", "the stack to show").choices(STACKS).default(STACK))
        .option("--size <size>", "compressed size of the sample's image", "300MB")
        .action(({ stack, size }: { stack: string; size: string }) => start(stack, size));
    try {
        await command.parseAsync([...words], { from: "user" });
        return 0;
    } catch (error) {
        if (error instanceof CommanderError) {
            return error.exitCode === 0 ? 0 : 2;
        }
        process.stderr.write(`${error instanceof EngineError ? error.message : describe(error)}\n`);
        return 1;
    }
}

/** What the platform's parts throw is for people; anything else is a defect and shows where it is. */
function describe(error: unknown): string {
    return error instanceof Error && error.constructor === Error
        ? error.message
        : String((error as Error)?.stack ?? error);
}

// Watches of the cluster may still be open after a failure, and must not keep the process.
void main(process.argv.slice(2)).then((code) => process.exit(code));
