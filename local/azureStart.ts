// `npm start -- --stack dev|prod`: the first days of a stack on Azure: the registry, then the first image, then its rollout.
import * as v from "valibot";
import { openStack } from "../cli/engine";
import { runStack } from "../cli/runStack";
import { rolloutSchema } from "../stack/rolloutSchema";
import { serviceAnswer } from "./answer";
import { type PlayedPlace, playedPlace, ROLLOUT, stackConfig } from "./azureStack";
import { ensureNamespace } from "./namespace";
import type { PushedImage } from "./platform/images";
import { REGISTRY } from "./platform/paths";
import { clocksTable } from "./report";

/** @param image of the sample, in the local registry: what CI would have pushed */
export async function startOnAzure(
    stack: string,
    image: PushedImage,
    size: string,
    say: (text: string) => void,
): Promise<void> {
    const place = await playedPlace(stack);
    try {
        say(`\n${place.notice}\n`);
        if (!(await hasRegistry(stack, place))) {
            say(`Stack ${stack} has no image yet: the first \`up\` makes its registry.`);
            await up(stack, place);
        }
        const reference = image.reference.replace(REGISTRY, place.loginServer);
        say(`\nThe image was pushed, and its digest goes into the configuration:\n  ${reference}\n`);
        place.edit([[[ROLLOUT, "images"], [{ name: "shop", image: reference, size }]]]);
        const rollout = v.parse(rolloutSchema, stackConfig(stack, place.workDir)[ROLLOUT]);
        await ensureNamespace(rollout.namespace);
        await up(stack, place);
        say(`\nThe service answers: ${await serviceAnswer(rollout.namespace)}\n`);
        say(await clocksTable(rollout));
        say(`Next: npm run preview|up|refresh|destroy -- --stack ${stack}\n      npm stop        the end`);
    } finally {
        await place.close();
    }
}

async function hasRegistry(stack: string, place: PlayedPlace): Promise<boolean> {
    const opened = await openStack({ stack, workDir: place.workDir, env: place.env, program });
    return "loginServer" in (await opened.outputs());
}

async function up(stack: string, { workDir, env }: PlayedPlace): Promise<void> {
    await runStack("up", { stack, workDir, env, program, onOutput: (text) => void process.stdout.write(text) });
}

const program = async () => (require("../index") as () => Promise<Record<string, unknown>>)();
