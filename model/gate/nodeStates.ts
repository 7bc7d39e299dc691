/** What each node of a pre-pull is doing: its pods and their events, folded into one state a node. */
import type { EventFacts, NodeFacts, PodFacts } from "../kubernetes/facts";
import { eventsByObject, type ImagePull, imagePulls } from "../pulls/imagePulls";
import { hasImage, openPulls, type PullFailure, pullFailure } from "../pulls/podPull";

type NodeState =
    | { readonly kind: "warm" }
    | { readonly kind: "pulling"; readonly since: number }
    | {
          readonly kind: "failing";
          readonly failure: PullFailure;
          /** Where its patience starts; absent while an attempt of before the gate is all that is known. */
          readonly since?: number;
          /** The failure of another image in the same pod, before this one had its turn. */
          readonly behind?: true;
      }
    | { readonly kind: "waiting"; readonly text: string }
    | { readonly kind: "noPod" };

export interface NodePull {
    readonly node: string;
    readonly state: NodeState;
}

export interface NodeQuestion {
    readonly pods: readonly PodFacts[];
    readonly events: readonly EventFacts[];
    readonly image: string;
    /** What the pods pull too, each with a gate of its own: their failures are not those of this image. */
    readonly others?: readonly string[];
    readonly now: number;
    readonly startedAt: number;
}

/** One state for each of `nodes`, sorted by name; pods that are being deleted say nothing. */
export function nodePulls(nodes: readonly NodeFacts[], question: NodeQuestion): NodePull[] {
    const events = eventsByObject(question.events);
    const states = new Map<string, NodeState>();
    for (const pod of livePods(question.pods)) {
        if (pod.node !== undefined) {
            const state = podState(pod, events.get(pod.uid) ?? [], question);
            const known = states.get(pod.node);
            states.set(pod.node, known && RANK[known.kind] <= RANK[state.kind] ? known : state);
        }
    }
    return nodes
        .map(({ name }) => ({ node: name, state: states.get(name) ?? ({ kind: "noPod" } as const) }))
        .sort((a, b) => (a.node < b.node ? -1 : 1));
}

/** By uid, so the order in which pods are listed decides nothing. */
function livePods(pods: readonly PodFacts[]): PodFacts[] {
    return pods.filter(({ deletedAt }) => deletedAt === undefined).sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

/** Of two pods on a node, the one that is further tells what the node has. */
const RANK = { warm: 0, pulling: 1, failing: 2, waiting: 3, noPod: 4 } as const;

function podState(pod: PodFacts, events: readonly EventFacts[], question: NodeQuestion): NodeState {
    if (pod.phase === "Failed" || pod.phase === "Succeeded") {
        return {
            kind: "waiting",
            text: `its pod ended: ${[pod.reason, pod.message].filter(Boolean).join(": ") || pod.phase}`,
        };
    }
    // Most pods of a large pre-pull are ready most of the time, and need no look at their events.
    if (pod.ready || hasImage(pod.containers, question.image)) {
        return { kind: "warm" };
    }
    const pulls = imagePulls(events);
    if (pulls.get(question.image)?.state === "present") {
        return { kind: "warm" };
    }
    return question.others?.length
        ? sharedPodState(pod, pulls, events, question)
        : pullState(pod, pulls, events, question);
}

type Pulls = ReadonlyMap<string, ImagePull>;

function pullState(pod: PodFacts, pulls: Pulls, events: readonly EventFacts[], question: NodeQuestion): NodeState {
    const failure = pullFailure(pod, pulls);
    if (failure) {
        return { kind: "failing", failure, since: patienceStart(pod, failure, question) };
    }
    const since = firstPulling(pod, pulls);
    return since === undefined ? { kind: "waiting", text: waitingText(pod, events) } : { kind: "pulling", since };
}

/** The kubelet pulls the images of a pod one after another, and goes on after one that fails. */
function sharedPodState(pod: PodFacts, pulls: Pulls, events: readonly EventFacts[], question: NodeQuestion): NodeState {
    const { image, others = [] } = question;
    const own = new Map([...pulls].filter(([name]) => !others.includes(name)));
    if (own.has(image)) {
        // Its containers wait for the first image that failed, whichever that is: only the events tell which do.
        return pullState(
            { ...pod, containers: [] },
            new Map([...own].filter(([name]) => name === image)),
            events,
            question,
        );
    }
    const state = pullState(pod, pulls, events, question);
    if (state.kind === "failing" && others.includes(state.failure.image)) {
        return { ...state, behind: true };
    }
    const [before] = openPulls(pod, pulls, "pulling");
    return state.kind === "pulling" && before !== undefined
        ? { kind: "waiting", text: `waits for its turn: its pod pulls ${before.image}` }
        : state;
}

/** Clocks of a cluster and of the machine that asks differ by some seconds, and events have whole ones. */
export const CLOCKS_DIFFER_MS = 30_000;

/**
 * A run after a failed one meets pods that are in back-off still. What failed before this run may have been fixed since:
 * the next attempt decides, and patience starts with this run at the earliest.
 */
function patienceStart(pod: PodFacts, failure: PullFailure, { now, startedAt }: NodeQuestion): number | undefined {
    const attemptAt = failure.attemptAt ?? pod.createdAt;
    return attemptAt < startedAt - CLOCKS_DIFFER_MS ? undefined : Math.max(failure.since ?? now, startedAt);
}

function firstPulling(pod: PodFacts, pulls: ReadonlyMap<string, ImagePull>): number | undefined {
    const times = openPulls(pod, pulls, "pulling").map(({ at }) => at);
    return times.length === 0 ? undefined : Math.min(...times);
}

/** The newest warning about the pod (a network that is not ready, a sandbox that fails), else the state of its containers. */
function waitingText(pod: PodFacts, events: readonly EventFacts[]): string {
    const [warning] = events
        .filter(({ type }) => type === "Warning")
        .sort((a, b) => b.lastAt - a.lastAt || (a.message < b.message ? -1 : 1));
    const waiting = pod.containers.find(({ state, message }) => state === "waiting" && message);
    return warning?.message ?? waiting?.message ?? "its pod has not started to pull";
}
