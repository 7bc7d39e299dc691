/** The phases of a pod as its images see them, and the finding that each one is. */

import type { EventFacts, NodeFacts, PodFacts } from "../kubernetes/facts";
import { CAUSES, type Cause } from "../pulls/causes";
import type { ImagePull } from "../pulls/imagePulls";
import { hasItsImage, openPulls, pullFailure } from "../pulls/podPull";
import { SCHEDULE_SECONDS } from "../timeouts/shares";

export type PodPhase =
    | "unscheduled"
    | "waitingToPull"
    | "pulling"
    /** The newest attempt failed; the kubelet tries again. */
    | "pullFailing"
    /** Its images are there, its containers do not run yet. */
    | "starting"
    | "running"
    /** A container ends again and again, which is no fault of its image's pull. */
    | "crashing"
    | "done"
    | "failed"
    | "terminating";

/** For an image of unknown size: the longest pull timeout of the table for declared sizes. */
const UNKNOWN_SIZE_SECONDS = 600;

export interface PodCase {
    readonly pod: PodFacts;
    readonly events: readonly EventFacts[];
    readonly pulls: ReadonlyMap<string, ImagePull>;
    readonly node: NodeFacts | undefined;
    readonly now: number;
    readonly pullSeconds?: ReadonlyMap<string, number>;
}

export interface Finding {
    readonly phase: PodPhase;
    readonly healthy?: boolean;
    readonly text: string;
    readonly cause?: Cause;
    readonly image?: string;
    readonly advice?: string;
    readonly since?: number;
}

/** The first question that has an answer decides: what has ended or goes away needs no look at its pulls. */
export function findingOf(subject: PodCase): Finding {
    return (
        leaving(subject) ??
        unscheduled(subject) ??
        failing(subject) ??
        pulling(subject) ??
        ended(subject) ??
        crashing(subject) ??
        progressing(subject)
    );
}

function leaving({ pod }: PodCase): Finding | undefined {
    if (pod.deletedAt !== undefined) {
        return { phase: "terminating", text: "is being deleted", since: pod.deletedAt };
    }
    return pod.phase === "Succeeded" ? { phase: "done", text: "has completed", since: finishedAt(pod) } : undefined;
}

function unscheduled({ pod, now }: PodCase): Finding | undefined {
    if (pod.node !== undefined || pod.phase === "Failed") {
        return undefined;
    }
    const young = now - pod.createdAt < SCHEDULE_SECONDS * 1_000;
    return {
        phase: "unscheduled",
        healthy: young,
        text: pod.unschedulable ?? "waits for the scheduler",
        ...(!young && {
            advice: "Make room on a node, or correct nodeSelector and tolerations: `kubectl get nodes -L agentpool`.",
        }),
        since: pod.createdAt,
    };
}

function failing({ pod, pulls, node }: PodCase): Finding | undefined {
    const failure = pullFailure(pod, pulls);
    if (failure === undefined) {
        return undefined;
    }
    const pressure = node?.pressures.length ? ` (node: ${node.pressures.join(", ")})` : "";
    return {
        phase: pod.phase === "Failed" ? "failed" : "pullFailing",
        healthy: false,
        cause: failure.cause,
        image: failure.image,
        text: `${failure.image}: ${failure.text || failure.cause.explanation}${pressure}`,
        since: failure.since,
    };
}

/** A pull without an end: too long when it exceeds its timeout, or when the pod's own deadline came first. */
function pulling({ pod, pulls, now, pullSeconds }: PodCase): Finding | undefined {
    const [pull] = openPulls(pod, pulls, "pulling").sort((a, b) => a.at - b.at);
    const cutOff = pod.phase === "Failed" && pod.reason === "DeadlineExceeded";
    if (pull === undefined || (pod.phase === "Failed" && !cutOff)) {
        return undefined;
    }
    const limit = pullSeconds?.get(pull.image) ?? UNKNOWN_SIZE_SECONDS;
    const slow = cutOff || now - pull.at > limit * 1_000;
    const text = cutOff
        ? `${pull.image}: ended during its pull${because(pod)}`
        : `${pull.image}: pulling, usually done within ${limit} s`;
    return {
        phase: cutOff ? "failed" : "pulling",
        healthy: !slow,
        text,
        image: pull.image,
        since: pull.at,
        ...(slow && { cause: CAUSES.slow }),
    };
}

function because({ reason, message }: PodFacts): string {
    const text = [reason, message].filter(Boolean).join(": ");
    return text === "" ? "" : `: ${text}`;
}

function ended({ pod }: PodCase): Finding | undefined {
    return pod.phase === "Failed"
        ? { phase: "failed", text: `has failed${because(pod)}`, since: finishedAt(pod) }
        : undefined;
}

function crashing({ pod }: PodCase): Finding | undefined {
    const crashed = pod.containers.find(
        ({ state, reason, restarts, exitCode }) =>
            (state === "waiting" && reason === "CrashLoopBackOff") ||
            (state === "terminated" && exitCode !== 0 && restarts > 0),
    );
    return crashed && { phase: "crashing", text: `${crashed.name} ended ${crashed.restarts} times` };
}

function progressing({ pod, events, pulls }: PodCase): Finding {
    const waiting = pod.containers.filter(({ state }) => state === "waiting");
    if (pod.phase === "Running" && waiting.length === 0) {
        return { phase: "running", text: pod.ready ? "runs" : "runs, and is not ready yet", since: pod.startedAt };
    }
    const init = pod.containers.find(({ kind, state }) => kind === "init" && state === "running");
    if (init) {
        return { phase: "starting", text: `its init container ${init.name} runs`, since: init.startedAt };
    }
    const obstacle = newestWarning(events) ?? waiting.find(({ message }) => message)?.message;
    const untouched = pulls.size === 0 && !pod.containers.some(hasItsImage);
    const phase = untouched && obstacle === undefined ? "waitingToPull" : "starting";
    return { phase, text: obstacle ?? (untouched ? "has not started to pull" : "its containers are being created") };
}

function newestWarning(events: readonly EventFacts[]): string | undefined {
    const warnings = events.filter(({ type }) => type === "Warning");
    return warnings.reduce<EventFacts | undefined>(
        (newest, event) => (newest && newest.lastAt >= event.lastAt ? newest : event),
        undefined,
    )?.message;
}

function finishedAt(pod: PodFacts): number | undefined {
    const times = pod.containers.flatMap(({ finishedAt: at }) => at ?? []);
    return times.length === 0 ? undefined : Math.max(...times);
}
