// Pulls an image on nodes by short-lived pods, tells what came of it on each, and leaves nothing behind.
import { randomBytes } from "node:crypto";
import type { EventFacts, PodFacts } from "../model/facts";
import { eventsByObject } from "../model/imagePulls";
import {
    type FailedPull,
    type PulledImage,
    type TestPullCase,
    testPullVerdict,
    unfinishedPull,
} from "../model/testPull";
import { clusterError } from "./clusterErrors";
import { clusterAheadMs } from "./clusterTime";
import type { KubernetesClient } from "./kubeClient";
import { Mirror } from "./mirror";
import { PodEvents } from "./podEvents";
import { EVENTS, PODS } from "./resources";
import { deletePods, inGroups } from "./testPullCleanup";
import { testPullLeftovers } from "./testPullLeftovers";
import type { NodeImages } from "./testPullNodes";
import { RUN_LABEL, testPullPod } from "./testPullPod";

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

export type NodeResult = (PulledImage | FailedPull) & { readonly node?: string };

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
    private readonly names: readonly string[];
    private readonly mirror: Mirror;
    private readonly found = new Map<string, NodeResult>();
    private readonly seen = new Set<string>();
    private readonly began = performance.now();
    private aheadMs = 0;

    constructor(
        private readonly client: KubernetesClient,
        private readonly options: TestPullOptions,
    ) {
        this.names = options.targets.map((_, index) => `test-pull-${this.run}-${index}`);
        this.mirror = new Mirror(client, options.signal);
    }

    async results(): Promise<NodeResult[]> {
        const { namespace, signal } = this.options;
        this.aheadMs = await clusterAheadMs(this.client, signal);
        await deletePods(this.client, namespace, await testPullLeftovers(this.client, namespace, this.now));
        const events = new PodEvents(`test-pull-${this.run}`);
        const pods = this.mirror.keep({ resource: PODS, namespace, labelSelector: `${RUN_LABEL}=${this.run}` });
        this.mirror.tell({ resource: EVENTS, namespace, remember: false }, { changed: (event) => events.add(event) });
        await this.create();
        const late = () => performance.now() - this.began > this.options.timeoutSeconds * 1000;
        while (this.found.size < this.names.length && !late()) {
            await this.mirror.wait(POLL_MS);
            if (this.mirror.complete && !this.mirror.away) {
                this.look([...pods.values()], events.all());
            }
        }
        this.giveUp([...pods.values()], events.all());
        return this.names.map((name) => this.found.get(name)).filter((result) => result !== undefined);
    }

    async cleanUp(): Promise<void> {
        await this.mirror.close();
        await deletePods(this.client, this.options.namespace, this.names);
    }

    private async create(): Promise<void> {
        const { namespace, signal, targets } = this.options;
        await inGroups(this.names, async (name, index) => {
            if (signal.aborted) {
                return;
            }
            const body = testPullPod({ ...this.options, name, run: this.run, node: targets[index] });
            try {
                await this.client.core.createNamespacedPod({ namespace, body });
            } catch (error) {
                throw clusterError(error, { verb: "create", resource: "pods", namespace }, this.client.cluster);
            }
        });
    }

    private look(pods: readonly PodFacts[], events: readonly EventFacts[]): void {
        const byPod = eventsByObject(events);
        let waiting = "";
        for (const pod of pods) {
            this.seen.add(pod.name);
            if (!this.found.has(pod.name)) {
                const verdict = testPullVerdict(this.caseOf(pod, byPod));
                if (verdict.state === "waiting") {
                    waiting ||= `${pod.node ?? "no node yet"}: ${verdict.text}`;
                } else {
                    this.found.set(pod.name, { node: pod.node, ...verdict });
                }
            }
        }
        this.noteDeleted(new Set(pods.map(({ name }) => name)));
        this.options.onProgress(`${this.found.size} of ${this.names.length} done${waiting && `; ${waiting}`}`);
    }

    private noteDeleted(present: ReadonlySet<string>): void {
        for (const [index, name] of this.names.entries()) {
            if (this.seen.has(name) && !present.has(name) && !this.found.has(name)) {
                const node = this.options.targets[index];
                this.found.set(name, { node, state: "failed", text: "its pod was deleted by somebody else" });
            }
        }
    }

    private giveUp(pods: readonly PodFacts[], events: readonly EventFacts[]): void {
        const { targets, timeoutSeconds } = this.options;
        const byPod = eventsByObject(events);
        for (const [index, name] of this.names.entries()) {
            if (!this.found.has(name)) {
                const pod = pods.find((one) => one.name === name);
                const failed = pod ? unfinishedPull(this.caseOf(pod, byPod), timeoutSeconds) : this.unknown();
                this.found.set(name, { node: pod?.node ?? targets[index], ...failed });
            }
        }
    }

    private unknown(): FailedPull {
        const why = this.mirror.away?.message ?? "its pod was not seen";
        return { state: "failed", text: `not known after ${this.options.timeoutSeconds} s: ${why}` };
    }

    private caseOf(pod: PodFacts, events: ReadonlyMap<string, EventFacts[]>): TestPullCase {
        const node = this.options.nodes.get(pod.node ?? "");
        return {
            pod,
            events: events.get(pod.uid) ?? [],
            node: node?.facts,
            image: this.options.image,
            imagesBefore: node?.images ?? [],
            now: this.now,
        };
    }

    private get now(): number {
        return Date.now() + this.aheadMs;
    }
}
