// When nodes and the pods of a rollout became Ready, asked for when it is over: a watch that cannot follow thousands of pods is
// ended by the API server, and would tell of half of them.
import { read } from "../../platform/kubernetes/apiServer";
import { SIMULATED_NODES } from "../../platform/kubernetes/nodes";
import { readyAt, type WithConditions } from "../../platform/kubernetes/stages";

interface Found extends WithConditions {
    readonly metadata: { readonly name: string };
    readonly spec: { readonly nodeName?: string };
}

/** By node, in milliseconds since the epoch, as its simulated kubelet noted it. */
export type ReadyTimes = ReadonlyMap<string, number>;

export function podsReady(namespace: string): Promise<ReadyTimes> {
    return readyTimes(`/api/v1/namespaces/${namespace}/pods`);
}

export function nodesReady(): Promise<ReadyTimes> {
    return readyTimes(SIMULATED_NODES);
}

async function readyTimes(resource: string): Promise<ReadyTimes> {
    const { items } = await read<{ items: Found[] }>(resource);
    const times = new Map<string, number>();
    for (const found of items) {
        const at = readyAt(found);
        if (at !== undefined) {
            times.set(found.spec.nodeName ?? found.metadata.name, at);
        }
    }
    return times;
}

/** Since when so large a share of the nodes has had a Ready pod; undefined where it is smaller. */
export function reachedAt(quorum: number, nodes: readonly string[], pods: ReadyTimes): number | undefined {
    const needed = Math.ceil(quorum * nodes.length - 1e-9);
    const sorted = nodes.flatMap((node) => pods.get(node) ?? []).sort((a, b) => a - b);
    return sorted[needed - 1];
}
