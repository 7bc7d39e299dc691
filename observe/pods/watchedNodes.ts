// The nodes while pods are watched. They change seldom, and there may be thousands: they are read again, not followed. One that
// is new or held back is read alone and often.
import type { NodeFacts } from "../../model/kubernetes/facts";
import { heldBy } from "../../model/nodes/startupTaint";
import type { KubernetesClient } from "../cluster/client";
import { listNodes } from "../cluster/cluster";
import { collected, unlessForbidden } from "../cluster/lists";
import { holdTaints } from "./nodesView";

const SOON_MS = 2_000;

/** More are read together with all others. */
const MOST_READ_ALONE = 20;

export class WatchedNodes {
    byName: ReadonlyMap<string, NodeFacts> = new Map();
    /** Keys of the taints that the cluster's holds remove, as far as that may be read. */
    holds?: readonly string[];
    private allAt = Number.NEGATIVE_INFINITY;
    private someAt = Number.NEGATIVE_INFINITY;

    constructor(
        private readonly client: KubernetesClient,
        private readonly signal: AbortSignal,
        private readonly everyMs: number,
        private readonly soonMs = Math.min(SOON_MS, everyMs),
    ) {}

    /** Rejects with a ClusterError. */
    async start(): Promise<void> {
        this.holds = await holdTaints(this.client, this.signal);
        await this.readAll();
    }

    /** Those that take no pods before they are warm. */
    get joining(): NodeFacts[] {
        return [...this.byName.values()].filter((node) => heldBy(node, this.holds) !== undefined);
    }

    /** Reads again what is due, in the background; `wanted` are the nodes of pods that wait. */
    refresh(wanted: ReadonlySet<string>): void {
        const now = performance.now();
        if (wanted.size > 0 && now - this.allAt >= this.everyMs) {
            // A cluster that is away is told by what is followed; the nodes stay as they were.
            this.readAll().catch(() => undefined);
        } else if (now - this.someAt >= this.soonMs) {
            this.someAt = now;
            const unknown = [...wanted].filter((name) => !this.byName.has(name));
            const names = [...unknown, ...this.joining.map(({ name }) => name)].slice(0, MOST_READ_ALONE);
            Promise.all(names.map((name) => this.readOne(name))).catch(() => undefined);
        }
    }

    private async readAll(): Promise<void> {
        this.allAt = performance.now();
        const nodes = await this.list();
        this.byName = new Map(nodes.map((node) => [node.name, node]));
    }

    private async readOne(name: string): Promise<void> {
        const [node] = await this.list({ fieldSelector: `metadata.name=${name}` });
        const others = [...this.byName].filter(([other]) => other !== name);
        this.byName = new Map(node === undefined ? others : [...others, [name, node]]);
    }

    private list(selection = {}): Promise<NodeFacts[]> {
        return collected(unlessForbidden(listNodes(this.client, selection, this.signal)));
    }
}
