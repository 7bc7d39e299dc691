// Reads what waits in a cluster. Of pods that are settled nothing is kept, and of events only those about the others: a
// large cluster has ten times as many of both.
import type { EventFacts, NodeFacts, PodFacts } from "../../model/kubernetes/facts";
import { isSettled, type WaitingView } from "../../model/pods/waiting";
import { pulledSize } from "../../model/pulls/events";
import type { KubernetesClient } from "../cluster/client";
import { listEvents, listNodes, listPods } from "../cluster/cluster";
import { requireNamespace } from "../cluster/namespaces";
import { clusterAheadMs } from "../cluster/time";
import { unlessForbidden } from "../cluster/unlessForbidden";
import { declaredSizes } from "./declaredSizes";

const PROGRESS_STEP = 1_000;

export interface ReadView extends WaitingView {
    readonly pods: readonly PodFacts[];
    /** How many pods were looked at, settled ones included. */
    readonly looked: number;
}

/** Without a namespace: all of them. `progress` is told how far it is. Rejects with a ClusterError. */
export async function waitingView(
    client: KubernetesClient,
    namespace: string | undefined,
    progress: (text: string) => void = () => undefined,
): Promise<ReadView> {
    const pods = new Map<string, PodFacts>();
    let looked = 0;
    for await (const pod of listPods(client, { namespace })) {
        looked += 1;
        if (!isSettled(pod)) {
            pods.set(pod.uid, pod);
        }
        if (looked % PROGRESS_STEP === 0) {
            progress(`${looked} pods read`);
        }
    }
    if (looked === 0 && namespace !== undefined) {
        await requireNamespace(client, namespace);
    }
    const [nodes, declared, ahead] = await Promise.all([
        nodesOf(client, pods),
        declaredSizes(client, namespace),
        clusterAheadMs(client),
    ]);
    const { events, pulled } = await eventsOf(client, namespace, pods, progress);
    const sizes = new Map([...pulled, ...declared]);
    return { pods: [...pods.values()], looked, events, nodes, sizes, now: Date.now() + ahead };
}

async function nodesOf(client: KubernetesClient, pods: ReadonlyMap<string, PodFacts>): Promise<Map<string, NodeFacts>> {
    const wanted = new Set([...pods.values()].map(({ node }) => node));
    const nodes = new Map<string, NodeFacts>();
    for await (const node of unlessForbidden(listNodes(client))) {
        if (wanted.has(node.name)) {
            nodes.set(node.name, node);
        }
    }
    return nodes;
}

interface ReadEvents {
    readonly events: ReadonlyMap<string, readonly EventFacts[]>;
    /** Sizes of images that other pods have pulled. */
    readonly pulled: ReadonlyMap<string, number>;
}

async function eventsOf(
    client: KubernetesClient,
    namespace: string | undefined,
    pods: ReadonlyMap<string, PodFacts>,
    progress: (text: string) => void,
): Promise<ReadEvents> {
    const events = new Map([...pods.keys()].map((uid): [string, EventFacts[]] => [uid, []]));
    const pulled = new Map<string, number>();
    let read = 0;
    for await (const event of listEvents(client, { namespace, fieldSelector: "involvedObject.kind=Pod" })) {
        read += 1;
        if (read % PROGRESS_STEP === 0) {
            progress(`${read} events read`);
        }
        events.get(event.objectUid)?.push(event);
        const size = pulledSize(event);
        if (size !== undefined) {
            pulled.set(size.image, size.bytes);
        }
    }
    return { events, pulled };
}
