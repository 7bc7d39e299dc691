// Nodes that join the platform after the rollout, held back until they have its images.
import { DEFAULT_STARTUP_TAINT } from "../model/nodes/startupTaint";
import { tableText } from "../model/text/table";
import { KUBECTL_IMAGE, PAUSE_IMAGE, pushKubectlImage } from "../platform/kubernetes/images";
import { apply, kubectl } from "../platform/kubernetes/kubectl";
import { startPlatform } from "../platform/kubernetes/platform";
import { printedProgress } from "../platform/kubernetes/progress";
import type { Say } from "./rollout";

export const NODE_WARMUP = "aks-image-delivery:nodeWarmup";

const NAMESPACE = "image-delivery-system";
const WITHIN_MS = 300_000;

interface NodeObject {
    readonly metadata: { readonly name: string; readonly creationTimestamp: string };
    readonly spec: { readonly taints?: readonly { readonly key: string }[] };
}

/** The section `nodeWarmup` for the platform, and what it needs there. */
export async function holdSection(): Promise<object> {
    await pushKubectlImage();
    const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
    await apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE, labels } }]);
    return { namespace: NAMESPACE, kubectlImage: KUBECTL_IMAGE, helperImage: PAUSE_IMAGE };
}

/** Adds the nodes that are missing, and shows when each of them was let in. */
export async function showJoins(count: number, say: Say): Promise<void> {
    const before = new Set((await nodes()).map(({ metadata }) => metadata.name));
    const progress = printedProgress(process.stderr);
    await startPlatform({ progress, nodes: count, taints: [`${DEFAULT_STARTUP_TAINT}=cold:NoSchedule`] });
    const joined = (await nodes()).filter(({ metadata }) => !before.has(metadata.name));
    if (joined.length > 0) {
        const rows = await Promise.all(joined.map(letIn));
        say(`\nNew nodes, held back until they have every image:\n`);
        say(tableText(["NODE", "IMAGES THERE", "TAKES PODS"], rows));
    }
}

async function nodes(): Promise<readonly NodeObject[]> {
    return (JSON.parse(await kubectl(["get", "nodes", "-o", "json"])) as { items: NodeObject[] }).items;
}

/** A row: seconds from the node's birth to its last image, and to the end of its taint. */
async function letIn({ metadata: { name, creationTimestamp } }: NodeObject): Promise<string[]> {
    const born = Date.parse(creationTimestamp);
    const until = Date.now() + WITHIN_MS;
    while (await isHeld(name)) {
        if (Date.now() > until) {
            return [name, "-", `not within ${WITHIN_MS / 1_000} s: npm run -s image-delivery -- status`];
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const openAt = Date.now();
    return [name, seconds((await imagesAt(name)) - born), seconds(openAt - born)];
}

async function isHeld(name: string): Promise<boolean> {
    const { spec } = JSON.parse(await kubectl(["get", "node", name, "-o", "json"])) as NodeObject;
    return (spec.taints ?? []).some(({ key }) => key === DEFAULT_STARTUP_TAINT);
}

async function imagesAt(name: string): Promise<number> {
    const ready = '{.items[*].status.conditions[?(@.type=="Ready")].lastTransitionTime}';
    const selector = "app.kubernetes.io/component=image-prepull";
    const words = ["get", "pods", "-A", "-l", selector, "--field-selector", `spec.nodeName=${name}`];
    const times = (await kubectl([...words, "-o", `jsonpath=${ready}`])).split(" ").map((time) => Date.parse(time));
    return Math.max(...times);
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(0)} s`;
