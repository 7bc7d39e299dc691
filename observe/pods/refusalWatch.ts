// Follows the workloads whose pods the API server does not accept. Of each only the newest refusal of each text is kept.
import type { EventFacts, PodFacts } from "../../model/kubernetes/facts";
import { currentRefusals, type Refusal, type WorkloadState } from "../../model/pods/refusals";
import type { KubernetesClient } from "../cluster/client";
import { EVENTS } from "../cluster/resources";
import type { Mirror } from "../follow/mirror";
import { dropOldest } from "../follow/recentEvents";
import { workloadStates } from "./refusals";

/** One policy may refuse a thousand workloads; `status` lists them all. */
const MOST_REFUSALS = 500;

export class RefusalWatch {
    private readonly events = new Map<string, EventFacts>();
    private readonly newestPods = new Map<string, number>();
    private workloads: ReadonlyMap<string, WorkloadState> = new Map();
    private readAt = Number.NEGATIVE_INFINITY;
    private isNew = false;
    private listed = false;

    /** @param readMs How often workloads are read again: whether they have their pods is not told by events. */
    constructor(
        private readonly client: KubernetesClient,
        private readonly readMs: number,
    ) {}

    follow(mirror: Mirror, namespace: string | undefined): void {
        mirror.tell(
            { resource: EVENTS, namespace, fieldSelector: "reason=FailedCreate", remember: false },
            { changed: (event) => this.note(event) },
        );
    }

    /** What a workload was refused before its newest pod is over. */
    notePod({ owner, createdAt }: PodFacts): void {
        const counts = owner && (!this.listed || this.isRefused(owner.uid));
        if (counts && createdAt > (this.newestPods.get(owner.uid) ?? 0)) {
            this.newestPods.set(owner.uid, createdAt);
        }
    }

    /** Pods are listed before events, and most of their owners are refused nothing. */
    noteListed(): void {
        this.listed = true;
        for (const owner of [...this.newestPods.keys()].filter((uid) => !this.isRefused(uid))) {
            this.newestPods.delete(owner);
        }
    }

    private isRefused(owner: string): boolean {
        return [...this.events.values()].some(({ objectUid }) => objectUid === owner);
    }

    /** Reads the workloads that events speak of, where it is time to. */
    async refresh(): Promise<void> {
        const isTime = performance.now() - this.readAt >= this.readMs;
        if (this.events.size > 0 && (this.isNew || isTime)) {
            this.isNew = false;
            this.readAt = performance.now();
            this.workloads = await workloadStates(this.client, [...this.events.values()]);
        }
    }

    refusals(now: number): Refusal[] {
        const { workloads, newestPods } = this;
        const read = [...this.events.values()].filter(({ objectUid }) => workloads.has(objectUid));
        return currentRefusals({ events: read, workloads, newestPods, now });
    }

    private note(event: EventFacts): void {
        const key = [event.objectUid, event.message].join("\n");
        this.isNew ||= !this.workloads.has(event.objectUid);
        this.events.delete(key);
        this.events.set(key, event);
        dropOldest(this.events, MOST_REFUSALS);
    }
}
