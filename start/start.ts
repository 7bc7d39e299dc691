// `npm start`: builds and starts the platform, pushes the sample's image and rolls it out with the stack of this repository.
import { formatImageSize, parseImageSize } from "../model/image/size";
import type { PushedImage } from "../platform/kubernetes/images";
import { BUILD_VARIABLE } from "../platform/kubernetes/installed";
import { type Platform, startPlatform } from "../platform/kubernetes/platform";
import { printedProgress } from "../platform/kubernetes/progress";
import { installProviders, standInNotice } from "../platform/providers/install";
import { engineEnvironment } from "./engine";
import { holdSection, NODE_WARMUP, showJoins } from "./joins";
import { main } from "./main";
import { prepareNamespace } from "./namespace";
import { operate, type Say, showRollout } from "./rollout";
import { pushSample } from "./sample";
import { configuredRollout, ROLLOUT } from "./stackConfig";
import { STACK, startOptions } from "./startOptions";
import { stackWorkspace } from "./workspace";

const NEXT_STEPS = [
    "Next: npm run up -- --stack local            after a change",
    "      npm run -s image-delivery -- --help    what is wrong with a pull",
    "      npm stop                               the end",
].join("\n");

const say: Say = (text) => void process.stdout.write(`${text}\n`);

async function start(words: readonly string[]): Promise<void> {
    const { stack, size, nodes, build, elsewhere } = startOptions(words);
    if (build) {
        process.env[BUILD_VARIABLE] = "1";
    }
    if (elsewhere === undefined) {
        await startOnPlatform(stack, size, nodes);
    } else {
        const { startOnContext } = await import("./context/start");
        await startOnContext({ ...elsewhere, size }, say);
    }
}

async function startOnPlatform(stack: string, size: string, nodes: number): Promise<void> {
    const bytes = parseImageSize(size);
    const platform = await startPlatform({ progress: printedProgress(process.stderr) });
    say(`Kubernetes runs on this machine: kubectl --kubeconfig ${platform.kubeconfig} get pods -A`);
    // Packing kubectl's image takes as long as the sample's.
    const [image, hold] = await Promise.all([
        pushSample({ size: bytes }),
        nodes > 1 && stack === STACK ? holdSection() : undefined,
    ]);
    say(`The sample's image is in the registry at ${platform.registry}: ${formatImageSize(image.bytes)} for a node.`);
    const notice = standInNotice(installProviders());
    say(notice ?? "The Pulumi providers are the real ones.");
    if (stack === STACK) {
        await startHere(platform, { image, size, nodes, hold });
    } else {
        const { startOnAzure } = await import("./azure/start");
        await startOnAzure(stack, image, size, say);
    }
}

interface Here {
    readonly image: PushedImage;
    readonly size: string;
    readonly nodes: number;
    /** The section `nodeWarmup`, where there are several nodes. */
    readonly hold?: object;
}

async function startHere(platform: Platform, { image, size, nodes, hold }: Here): Promise<void> {
    const workDir = stackWorkspace(STACK, [
        ...(hold === undefined ? [] : [[[NODE_WARMUP], hold] as const]),
        [[ROLLOUT, "images", 0, "image"], image.reference],
        [[ROLLOUT, "images", 0, "size"], size],
        [[ROLLOUT, "cluster", "kubeconfig"], platform.kubeconfig],
    ]);
    const rollout = configuredRollout(STACK, workDir);
    await prepareNamespace(rollout.namespace);
    await operate("up", { stack: STACK, workDir, env: engineEnvironment() });
    await showRollout(rollout, say);
    if (hold !== undefined) {
        await showJoins(nodes, say);
    }
    say(NEXT_STEPS);
}

void main(start);
