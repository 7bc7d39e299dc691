// Pulls an image on nodes by short-lived pods, tells what came of it on each, and leaves nothing behind.
import { randomBytes } from "node:crypto";
import type { KubernetesClient } from "../cluster/client";
import { called } from "../cluster/request";
import { EVENTS, PODS } from "../cluster/resources";
import { clusterAheadMs } from "../cluster/time";
import { Mirror } from "../follow/mirror";
import { PodEvents } from "../follow/podEvents";
import { deletePods, inGroups, testPullLeftovers } from "./cleanup";
import type { NodeImages } from "./nodes";
import { RUN_LABEL, testPullPod } from "./pod";
import { type NodeResult, TestPullResults } from "./results";

export interface TestPullOptions {
    readonly namespace: string;
    readonly image: string;
    /** One pod each; `undefined` leaves the choice to the scheduler. */
    readonly targets: readonly (string | undefined)[];
    /** As far as they may be read; they only add to what is told. */
    readonly nodes: ReadonlyMap<string, NodeImages>;
    readonly imagePullSecret?: string;
    readonly timeoutSeconds: number;
    readonly onProgress: (line: string) => void;
    /** Ends the test; its pods are removed all the same. */
    readonly signal: AbortSignal;
}

const POLL_MS = 250;

/** Rejects with a ClusterError, or when the signal ends it; by then its pods are deleted either way. */
export async function testPull(client: KubernetesClient, options: TestPullOptions): Promise<NodeResult[]> {
    const test = new TestPull(client, options);
    try {
        return await test.results();
    } finally {
        await test.cleanUp();
    }
}

class TestPull {
    private readonly run = randomBytes(4).toString("hex");
    /** By the name of each pod, the node that it is for. */
    private readonly targets: ReadonlyMap<string, string | undefined>;
    private readonly mirror: Mirror;
    private readonly began = performance.now();

    constructor(
        private readonly client: KubernetesClient,
        private readonly options: TestPullOptions,
    ) {
        this.targets = new Map(options.targets.map((node, index) => [`test-pull-${this.run}-${index}`, node]));
        this.mirror = new Mirror(client, options.signal);
    }

    async results(): Promise<NodeResult[]> {
        const { namespace, signal, onProgress } = this.options;
        const aheadMs = await clusterAheadMs(this.client, signal);
        await deletePods(this.client, namespace, await testPullLeftovers(this.client, namespace, Date.now() + aheadMs));
        const events = new PodEvents(`test-pull-${this.run}`);
        const pods = this.mirror.keep({ resource: PODS, namespace, labelSelector: `${RUN_LABEL}=${this.run}` });
        this.mirror.tell({ resource: EVENTS, namespace, remember: false }, { changed: (event) => events.add(event) });
        await this.create();
        const results = new TestPullResults({ ...this.options, targets: this.targets });
        const observed = () => ({ pods: [...pods.values()], events: events.all(), now: Date.now() + aheadMs });
        const late = () => performance.now() - this.began > this.options.timeoutSeconds * 1000;
        while (!results.complete && !late()) {
            await this.mirror.wait(POLL_MS);
            if (this.mirror.complete && !this.mirror.away) {
                onProgress(results.look(observed()));
            }
        }
        results.giveUp(observed(), this.mirror.away?.message ?? "its pod was not seen");
        return results.all();
    }

    async cleanUp(): Promise<void> {
        await this.mirror.close();
        await deletePods(this.client, this.options.namespace, [...this.targets.keys()]);
    }

    private async create(): Promise<void> {
        const { namespace, signal } = this.options;
        await inGroups([...this.targets], async ([name, node]) => {
            if (signal.aborted) {
                return;
            }
            const body = testPullPod({ ...this.options, name, run: this.run, node });
            const asked = { verb: "create", resource: "pods", namespace } as const;
            await called(this.client, asked, () => this.client.core.createNamespacedPod({ namespace, body }));
        });
    }
}
