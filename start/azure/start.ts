// `npm start -- --stack dev|prod`: the first days of a stack on Azure: the registry, then the first image, then its rollout.
import { openStack } from "../../engine/open";
import type { PushedImage } from "../../platform/kubernetes/images";
import { REGISTRY } from "../../platform/paths";
import { prepareNamespace } from "../namespace";
import { operate, program, type Say, showRollout } from "../rollout";
import { configuredRollout, ROLLOUT } from "../stackConfig";
import { type SimulatedPlace, simulatedPlace } from "./stack";

/** @param image of the sample, in the local registry: what CI would have pushed */
export async function startOnAzure(stack: string, image: PushedImage, size: string, say: Say): Promise<void> {
    const place = await simulatedPlace(stack);
    try {
        say(`\n${place.notice}\n`);
        if (!(await hasRegistry(stack, place))) {
            say(`Stack ${stack} has no image yet: the first \`up\` creates its registry.`);
            await operate("up", { stack, workDir: place.workDir, env: place.env });
        }
        const reference = image.reference.replace(REGISTRY, place.loginServer);
        say(`\nThe image was pushed, and its digest goes into the configuration:\n  ${reference}\n`);
        place.edit([[[ROLLOUT, "images"], [{ name: "shop", image: reference, size }]]]);
        const rollout = configuredRollout(stack, place.workDir);
        await prepareNamespace(rollout.namespace);
        await operate("up", { stack, workDir: place.workDir, env: place.env });
        await showRollout(rollout, say);
        say(`Next: npm run preview|up|refresh|destroy -- --stack ${stack}\n      npm stop        the end`);
    } finally {
        await place.close();
    }
}

async function hasRegistry(stack: string, place: SimulatedPlace): Promise<boolean> {
    const opened = await openStack({ stack, workDir: place.workDir, env: place.env, program });
    return "loginServer" in (await opened.outputs());
}
