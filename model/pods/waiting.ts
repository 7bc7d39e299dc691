/** Which pods of a cluster wait, and what each is waiting for. */

import { grouped } from "../grouped";
import type { EventFacts, NodeFacts, PodFacts } from "../kubernetes/facts";
import { pullTimeouts } from "../timeouts/pullTime";
import { diagnosePod, type PodDiagnosis } from "./diagnosis";
import type { PodPhase, PullsAhead } from "./finding";
import { type OpenPull, pullsAhead } from "./pullFindings";

/** Everything that tells why pods wait. */
export interface WaitingView {
    readonly pods: Iterable<PodFacts>;
    /** By the pod's uid. */
    readonly events: ReadonlyMap<string, readonly EventFacts[]>;
    /** By name; empty where nodes may not be read. */
    readonly nodes: ReadonlyMap<string, NodeFacts>;
    /** Compressed sizes in bytes, by reference. */
    readonly sizes: ReadonlyMap<string, number>;
    /** In the cluster's time. */
    readonly now: number;
}

/** A pod in one of these waits; a pod that has ended is of interest only where its image was the reason. */
const WAITING: ReadonlySet<PodPhase> = new Set([
    "unscheduled",
    "held",
    "waitingToPull",
    "pulling",
    "pullFailing",
    "starting",
    "crashing",
]);

/** The pods that wait or have a fault, each with its diagnosis. */
export function waitingPods(view: WaitingView): PodDiagnosis[] {
    return diagnosesOf(view).filter(({ healthy, phase }) => !healthy || WAITING.has(phase));
}

/** All pods of the view, each with its diagnosis. */
export function diagnosesOf(view: WaitingView): PodDiagnosis[] {
    const { events, nodes, now } = view;
    const pullSeconds = pullTimeouts(view.sizes);
    const pods = [...view.pods];
    const diagnosed = (pod: PodFacts, ahead?: PullsAhead) =>
        diagnosePod(pod, events.get(pod.uid) ?? [], nodes.get(pod.node ?? ""), now, { pullSeconds, ahead });
    const alone = pods.map((pod) => diagnosed(pod));
    const queues = openPullsByNode(alone, now);
    return alone.map((diagnosis) => {
        const own = openPull(diagnosis, now);
        const queue = (own && queues.get(own.node)) ?? [];
        return own && queue.length > 1 ? diagnosed(diagnosis.pod, pullsAhead(queue, own, pullSeconds)) : diagnosis;
    });
}

function openPullsByNode(diagnoses: readonly PodDiagnosis[], now: number): Map<string, [OpenPull, ...OpenPull[]]> {
    const open = diagnoses.flatMap((diagnosis) => openPull(diagnosis, now) ?? []);
    return grouped(open, ({ node }) => node);
}

function openPull({ phase, image, pod: { node }, sinceSeconds }: PodDiagnosis, now: number): OpenPull | undefined {
    const isOpen = phase === "pulling" && image !== undefined && node !== undefined;
    return isOpen ? { node, image, at: now - sinceSeconds * 1_000 } : undefined;
}
