// A node that joins while pods wait for it, and what happened on it, by the cluster's own times.
import assert from "node:assert/strict";
import { DEFAULT_STARTUP_TAINT } from "../../../../model/nodes/startupTaint";
import { apply, kubectl } from "../../../../platform/kubernetes/kubectl";
import { changeNode } from "../../../../platform/kubernetes/platform";
import type { KubernetesObject } from "../../support/cluster";
import { eventually } from "../../support/eventually";
import { restrictedPod } from "./hold";

const TAINT = `${DEFAULT_STARTUP_TAINT}=cold:NoSchedule`;

export interface Probe {
    /** In whole seconds, as the API server writes them. */
    readonly scheduledAt: number;
    readonly startedAt: number;
    /** What the kubelet said of the image. */
    readonly pulled: string;
}

/** Adds a node for which a pod of each image waits, and returns what became of these. `taints`: those of a held node by default. */
export async function join(
    node: string,
    namespace: string,
    images: readonly string[],
    taints: readonly string[] = [TAINT],
): Promise<Probe[]> {
    const waiting = await probe(node, namespace, images);
    await changeNode({ verb: "add", name: node, taints });
    return waiting();
}

/** Has a pod of each image wait for the node; what is returned waits until they run. */
export async function probe(
    node: string,
    namespace: string,
    images: readonly string[],
): Promise<() => Promise<Probe[]>> {
    const waiting = await started(node, namespace, images);
    return async () => Promise.all((await waiting()).map((name) => probeOf(name, namespace)));
}

/** The same without a look at events; what is returned gives the pods' names. */
export async function started(
    node: string,
    namespace: string,
    images: readonly string[],
): Promise<() => Promise<string[]>> {
    const names = images.map((_, index) => `probe-${node}-${index}`);
    await kubectl(["delete", "pod", "-n", namespace, ...names, "--ignore-not-found", "--wait=false"]);
    await apply(images.map((image, index) => probePod(names[index] ?? "", namespace, node, image)));
    return async () => {
        const pods = names.map((name) => `pod/${name}`);
        await kubectl(["wait", "-n", namespace, ...pods, "--for=condition=Ready", "--timeout=400s"]);
        return names;
    };
}

export function addHeld(node: string, ...others: string[]): Promise<void> {
    return changeNode({ verb: "add", name: node, taints: [TAINT, ...others] });
}

/** Its first event on the image is what a pod of a release would have seen. */
async function probeOf(name: string, namespace: string): Promise<Probe> {
    const pod = await one(namespace, "pod", name);
    const pulled = await eventually(async () => {
        const [text] = await pulledTexts(name, namespace);
        assert.ok(text !== undefined);
        return text;
    });
    const scheduled = pod.status.conditions.find(({ type }: { type: string }) => type === "PodScheduled");
    return {
        scheduledAt: Date.parse(scheduled.lastTransitionTime),
        startedAt: Date.parse(pod.status.containerStatuses[0].state.running.startedAt),
        pulled,
    };
}

/** What the kubelet said of the images of a pod. */
export async function pulledTexts(pod: string, namespace: string): Promise<string[]> {
    const selector = `--field-selector=reason=Pulled,involvedObject.name=${pod}`;
    const path = "jsonpath={range .items[*]}{.message}{'\\n'}{end}";
    const text = await kubectl(["get", "events", "-n", namespace, selector, "-o", path]);
    return text.split("\n").filter(Boolean);
}

/** When every pre-pull pod of the node had its image. */
async function warmAt(node: string): Promise<number> {
    const pods = await podsOn(node, "app.kubernetes.io/component=image-prepull");
    const times = pods.map(({ status }) =>
        Date.parse(status.conditions.find(({ type }: { type: string }) => type === "Ready").lastTransitionTime),
    );
    return Math.max(...times);
}

export async function podsOn(node: string, selector: string): Promise<KubernetesObject[]> {
    const text = await kubectl([
        "get",
        "pods",
        "-A",
        "-l",
        selector,
        `--field-selector=spec.nodeName=${node}`,
        "-o",
        "json",
    ]);
    return (JSON.parse(text) as { items: KubernetesObject[] }).items;
}

export async function taintsOf(node: string): Promise<string> {
    return kubectl(["get", "node", node, "-o", "jsonpath={.spec.taints}"]);
}

async function one(namespace: string, kind: string, name: string): Promise<KubernetesObject> {
    return JSON.parse(await kubectl(["get", kind, name, "-n", namespace, "-o", "json"])) as KubernetesObject;
}

/** Goes to no other node, and tolerates nothing. */
function probePod(name: string, namespace: string, node: string, image: string): object {
    return restrictedPod(name, namespace, image, { nodeSelector: { "kubernetes.io/hostname": node } });
}

/** Every probe found its image, after the pre-pulls had put it there. */
export async function assertWarm(node: string, probes: readonly Probe[]): Promise<void> {
    const warm = await warmAt(node);
    for (const { pulled, scheduledAt } of probes) {
        assert.match(pulled, /already present on machine/);
        assert.ok(scheduledAt >= warm, `scheduled ${warm - scheduledAt} ms before the images were there`);
    }
    assert.equal(await taintsOf(node), "");
}

/** Some probe came before the pre-pulls had put its image there. */
export async function assertCold(node: string, probes: readonly Probe[]): Promise<void> {
    const warm = await warmAt(node);
    assert.ok(
        probes.some(({ scheduledAt }) => scheduledAt < warm),
        "every image was there before a pod came",
    );
}
