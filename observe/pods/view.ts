// Reads what waits in a cluster. Of pods that are settled nothing is kept, and of events only those about the others: a
// large cluster has ten times as many of both.
import type { CoreV1Event } from "@kubernetes/client-node";
import type { EventFacts, NodeFacts, PodFacts } from "../../model/kubernetes/facts";
import { isSettled } from "../../model/kubernetes/settled";
import { currentRefusals, isRefusal } from "../../model/pods/refusals";
import type { StatusView } from "../../model/pods/status";
import { pulledSize } from "../../model/pulls/events";
import type { KubernetesClient } from "../cluster/client";
import { listNodes, listPods } from "../cluster/cluster";
import { eventFacts } from "../cluster/facts";
import { collected, unlessForbidden } from "../cluster/lists";
import { requireNamespace } from "../cluster/namespaces";
import { pages } from "../cluster/pages";
import { EVENTS } from "../cluster/resources";
import { clusterAheadMs } from "../cluster/time";
import { declaredSizes } from "./declaredSizes";
import { workloadStates } from "./refusals";

const PROGRESS_STEP = 1_000;

export interface ReadView extends StatusView {
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
    const newestPods = new Map<string, number>();
    let looked = 0;
    for await (const pod of listPods(client, { namespace })) {
        looked += 1;
        noteOwner(newestPods, pod);
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
        nodesOf(client),
        declaredSizes(client, namespace),
        clusterAheadMs(client),
    ]);
    const { events, pulled, refused } = await eventsOf(client, namespace, pods, progress);
    const workloads = await workloadStates(client, refused);
    const sizes = new Map([...pulled, ...declared]);
    const now = Date.now() + ahead;
    const refusals = currentRefusals({ events: refused, workloads, newestPods, now });
    return { pods: [...pods.values()], looked, events, nodes, sizes, refusals, now };
}

/** When each owner's newest pod was created: what it was refused before that is over. */
function noteOwner(newestPods: Map<string, number>, { owner, createdAt }: PodFacts): void {
    if (owner && createdAt > (newestPods.get(owner.uid) ?? 0)) {
        newestPods.set(owner.uid, createdAt);
    }
}

async function nodesOf(client: KubernetesClient): Promise<Map<string, NodeFacts>> {
    const nodes = await collected(unlessForbidden(listNodes(client)));
    return new Map(nodes.map((node) => [node.name, node]));
}

interface ReadEvents {
    readonly events: ReadonlyMap<string, readonly EventFacts[]>;
    /** Sizes of images that other pods have pulled. */
    readonly pulled: ReadonlyMap<string, number>;
    /** About workloads whose pods are not accepted. */
    readonly refused: readonly EventFacts[];
}

async function eventsOf(
    client: KubernetesClient,
    namespace: string | undefined,
    pods: ReadonlyMap<string, PodFacts>,
    progress: (text: string) => void,
): Promise<ReadEvents> {
    const events = new Map([...pods.keys()].map((uid): [string, EventFacts[]] => [uid, []]));
    const pulled = new Map<string, number>();
    const refused: EventFacts[] = [];
    let read = 0;
    // Those of all kinds in one list: the API server goes through all of them for each list that it is asked for.
    for await (const { items = [] } of pages(client, EVENTS, { namespace })) {
        for (const event of items as readonly CoreV1Event[]) {
            const { reason = "", message = "", involvedObject: about } = event;
            events.get(about?.uid ?? "")?.push(eventFacts(event));
            if (isRefusal({ reason, kind: about?.kind ?? "" })) {
                refused.push(eventFacts(event));
            }
            const size = pulledSize({ reason, message });
            if (size !== undefined) {
                pulled.set(size.image, size.bytes);
            }
        }
        read += items.length;
        progress(`${read} events read`);
    }
    return { events, pulled, refused };
}
