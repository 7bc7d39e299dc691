// Follows the pods that wait in a cluster. Settled pods and their events are not kept, so it can run for days.
import type { EventFacts, PodFacts } from "../../model/kubernetes/facts";
import { isSettled } from "../../model/kubernetes/settled";
import type { NodesView } from "../../model/nodes/nodeCase";
import type { EndedWait } from "../../model/pods/changes";
import type { Refusal } from "../../model/pods/refusals";
import type { WaitingView } from "../../model/pods/waiting";
import { pulledSize } from "../../model/pulls/events";
import type { KubernetesClient } from "../cluster/client";
import { requireNamespace } from "../cluster/namespaces";
import { EVENTS, PODS } from "../cluster/resources";
import { clusterAheadMs } from "../cluster/time";
import { Mirror } from "../follow/mirror";
import { dropOldest, RecentEvents } from "../follow/recentEvents";
import { declaredSizes } from "./declaredSizes";
import { RefusalWatch } from "./refusalWatch";
import { WatchedNodes } from "./watchedNodes";

const READ_MS = 50;

const NODES_MS = 30_000;

/** Images whose size a pull has told. A cluster gets new ones with every release of every team. */
const MOST_SIZES = 1_000;

export interface WatchView extends WaitingView {
    readonly refusals: readonly Refusal[];
}

export class WaitingWatch {
    private readonly mirror: Mirror;
    private readonly pods = new Map<string, PodFacts>();
    private readonly events = new RecentEvents();
    private readonly nodes: WatchedNodes;
    private declared = new Map<string, number>();
    private readonly pulled = new Map<string, number>();
    private readonly refused: RefusalWatch;
    private ended: EndedWait[] = [];
    private aheadMs = 0;

    constructor(
        private readonly client: KubernetesClient,
        private readonly namespace: string | undefined,
        private readonly signal: AbortSignal,
        nodesMs = NODES_MS,
    ) {
        this.nodes = new WatchedNodes(client, signal, nodesMs);
        this.mirror = new Mirror(client, signal);
        this.refused = new RefusalWatch(client, nodesMs);
    }

    /** Resolves when the pods that exist are known. Rejects with a ClusterError, and when the signal ends it. */
    async start(): Promise<void> {
        const { client, namespace, mirror } = this;
        if (namespace !== undefined) {
            await requireNamespace(client, namespace);
        }
        this.aheadMs = await clusterAheadMs(client, this.signal);
        this.declared = await declaredSizes(client, namespace);
        await this.nodes.start();
        const changed = (pod: PodFacts) => this.note(pod);
        mirror.tell({ resource: PODS, namespace }, { changed, deleted: (uid) => this.gone(uid) });
        while (!mirror.complete) {
            await mirror.wait(READ_MS);
        }
        // After the pods: the first list of events would be about pods that are not known yet.
        const ofPods = { resource: EVENTS, namespace, fieldSelector: "involvedObject.kind=Pod", remember: false };
        mirror.tell(ofPods, {
            changed: (event) => {
                this.events.add(event);
                this.noteSize(event);
            },
        });
        this.refused.follow(mirror, namespace);
        while (!mirror.complete) {
            await mirror.wait(READ_MS);
        }
        this.refused.noteListed();
        await this.refused.refresh();
    }

    /** Rejects as `start` does. */
    wait(ms: number): Promise<void> {
        this.nodes.refresh(new Set([...this.pods.values()].flatMap(({ node }) => node ?? [])));
        this.refused.refresh().catch(() => undefined);
        return this.mirror.wait(ms);
    }

    /** Why the cluster cannot be asked at present, if so. */
    get away(): string | undefined {
        return this.mirror.away?.message;
    }

    view(): WatchView {
        const { pods, nodes } = this;
        const sizes = new Map([...this.pulled, ...this.declared]);
        const events = new Map([...pods.keys()].map((uid) => [uid, this.events.of(uid)]));
        const now = Date.now() + this.aheadMs;
        return { pods: pods.values(), events, nodes: nodes.byName, sizes, refusals: this.refused.refusals(now), now };
    }

    /** The nodes that take no pods before they are warm. */
    joining({ events, sizes, now }: WaitingView): NodesView {
        const { holds, joining } = this.nodes;
        const pods = [...this.pods.values()].map((pod) => ({ pod, images: [] }));
        const { namespace } = this;
        return { nodes: joining, pods, events, sizes, ...(holds && { holds }), ...(namespace && { namespace }), now };
    }

    /** The pods that have ceased to wait since this was last asked. */
    endings(): EndedWait[] {
        return this.ended.splice(0);
    }

    /** Resolves when no connection is left open. */
    close(): Promise<void> {
        return this.mirror.close();
    }

    private noteSize(event: EventFacts): void {
        const size = pulledSize(event);
        if (size !== undefined) {
            this.pulled.delete(size.image);
            this.pulled.set(size.image, size.bytes);
            dropOldest(this.pulled, MOST_SIZES);
        }
    }

    private note(pod: PodFacts): void {
        this.refused.notePod(pod);
        if (!isSettled(pod)) {
            this.pods.set(pod.uid, pod);
            this.events.follow(pod.uid);
            return;
        }
        if (this.pods.delete(pod.uid)) {
            this.ended.push({ pod, gone: false });
        }
        this.events.ignore(pod.uid);
    }

    private gone(uid: string): void {
        const pod = this.pods.get(uid);
        if (pod) {
            this.pods.delete(uid);
            this.ended.push({ pod, gone: true });
        }
        this.events.forget(uid);
    }
}
