// What came of a test pull on each node: decided one by one as the pods are seen, and complete when all are, or the time is up.
import type { EventFacts, PodFacts } from "../../model/kubernetes/facts";
import { eventsByObject } from "../../model/pulls/imagePulls";
import type { PulledImage } from "../../model/testPull/pulledImage";
import { type FailedPull, type TestPullCase, testPullVerdict, unfinishedPull } from "../../model/testPull/verdict";
import type { NodeImages } from "./nodes";

export type NodeResult = (PulledImage | FailedPull) & {
    readonly node?: string;
    /** From the pod's creation until the image was there, or until it was clear that it would not come. */
    readonly wholeSeconds?: number;
};

export interface TestedPods {
    readonly image: string;
    /** By the name of each pod, the node that it was created for; `undefined` where the scheduler chooses. */
    readonly targets: ReadonlyMap<string, string | undefined>;
    readonly nodes: ReadonlyMap<string, NodeImages>;
    readonly timeoutSeconds: number;
}

/** The pods and events that are there, and the time in the cluster. */
export interface Observation {
    readonly pods: readonly PodFacts[];
    readonly events: readonly EventFacts[];
    readonly now: number;
}

export class TestPullResults {
    private readonly found = new Map<string, NodeResult>();
    private readonly seen = new Set<string>();

    constructor(private readonly tested: TestedPods) {}

    get complete(): boolean {
        return this.found.size === this.tested.targets.size;
    }

    /** In the order of the pods. */
    all(): NodeResult[] {
        return [...this.tested.targets.keys()].flatMap((name) => this.found.get(name) ?? []);
    }

    /** Takes the verdicts that can be given by now, and returns a line of progress. */
    look(observed: Observation): string {
        const byPod = eventsByObject(observed.events);
        let waiting = "";
        for (const pod of observed.pods) {
            this.seen.add(pod.name);
            if (!this.found.has(pod.name)) {
                const verdict = testPullVerdict(this.caseOf(pod, byPod, observed.now));
                if (verdict.state === "waiting") {
                    waiting ||= `${pod.node ?? "no node yet"}: ${verdict.text}`;
                } else {
                    this.found.set(pod.name, {
                        node: pod.node,
                        ...verdict,
                        wholeSeconds: wholeSeconds(pod, observed.now),
                    });
                }
            }
        }
        this.noteDeleted(new Set(observed.pods.map(({ name }) => name)));
        return `${this.found.size} of ${this.tested.targets.size} done${waiting && `; ${waiting}`}`;
    }

    private noteDeleted(present: ReadonlySet<string>): void {
        for (const [name, node] of this.tested.targets) {
            if (this.seen.has(name) && !present.has(name) && !this.found.has(name)) {
                this.found.set(name, { node, state: "failed", text: "its pod was deleted by somebody else" });
            }
        }
    }

    /** Fails what has no verdict: the time is up. `unseen` says why a pod may be unknown. */
    giveUp(observed: Observation, unseen: string): void {
        const { targets, timeoutSeconds } = this.tested;
        const byPod = eventsByObject(observed.events);
        for (const [name, target] of targets) {
            if (!this.found.has(name)) {
                const pod = observed.pods.find((one) => one.name === name);
                const failed: PulledImage | FailedPull = pod
                    ? unfinishedPull(this.caseOf(pod, byPod, observed.now), timeoutSeconds)
                    : { state: "failed", text: `not known after ${timeoutSeconds} s: ${unseen}` };
                const whole = pod && { wholeSeconds: wholeSeconds(pod, observed.now) };
                this.found.set(name, { node: pod?.node ?? target, ...failed, ...whole });
            }
        }
    }

    private caseOf(pod: PodFacts, events: ReadonlyMap<string, EventFacts[]>, now: number): TestPullCase {
        const node = this.tested.nodes.get(pod.node ?? "");
        return {
            pod,
            events: events.get(pod.uid) ?? [],
            node: node?.facts,
            image: this.tested.image,
            imagesBefore: node?.images ?? [],
            now,
        };
    }
}

function wholeSeconds({ containers, createdAt }: PodFacts, now: number): number {
    const ended = containers.find(({ finishedAt }) => finishedAt !== undefined)?.finishedAt ?? now;
    return Math.max(0, Math.round((ended - createdAt) / 1_000));
}
