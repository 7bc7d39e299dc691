/** Pods that have their node and do not start, for whatever reason but their images: seen by time and repetition. */

import type { ContainerFacts, EventFacts } from "../kubernetes/facts";
import { PULL_REASONS } from "../pulls/events";
import { hasItsImage } from "../pulls/podPull";
import type { Finding, PodCase } from "./finding";
import { type ObstacleName, obstacleAdvice } from "./obstacles";

/** Volumes attach, networks come up and controllers write Secrets within this time; what repeats for longer will not. */
export const STUCK_SECONDS = 180;

/** For what does not repeat, or is not told at all: events are dropped when there are many. */
const SILENT_SECONDS = 900;

/** The kubelet of the pod's node has been silent, or its runtime not ready, for longer than a restart takes. */
export function nodeNotReady({ pod, node, now }: PodCase): Finding | undefined {
    if (node === undefined || node.ready || pod.node === undefined || pod.phase === "Failed") {
        return undefined;
    }
    const { since = pod.createdAt, message } = node.notReady ?? {};
    if (now - Math.max(since, node.createdAt) < STUCK_SECONDS * 1_000) {
        return undefined;
    }
    const text = `node ${node.name} is not ready${message ? `: ${message}` : ""}`;
    return stuckFinding({ pod, now }, "nodeNotReady", text, since);
}

/** A container that cannot be created or started, or a pod whose Warning repeats while no container starts. */
export function stuck(subject: PodCase): Finding | undefined {
    const waiting = subject.pod.containers.filter(({ state }) => state === "waiting");
    if (waiting.length === 0 || subject.pod.phase === "Failed") {
        return undefined;
    }
    const broken = waiting.find(isBroken);
    return broken ? brokenContainer(subject, broken) : (warned(subject) ?? silent(subject));
}

/** Reasons of a container that is on its way, or that crashes, which has a phase of its own. */
const ON_ITS_WAY: ReadonlySet<string> = new Set(["", "ContainerCreating", "PodInitializing", "CrashLoopBackOff"]);

function isBroken({ reason = "" }: ContainerFacts): boolean {
    return !ON_ITS_WAY.has(reason) && !PULL_REASONS.has(reason);
}

function brokenContainer(subject: PodCase, { name, reason = "", message }: ContainerFacts): Finding | undefined {
    const repeated = repetition(subject.events.filter((event) => isOfContainer(event, message)));
    const since = repeated?.since ?? subject.pod.startedAt ?? subject.pod.createdAt;
    const obstacle = reason === "CreateContainerConfigError" ? "configuration" : "container";
    return isLong(subject, since, STUCK_SECONDS)
        ? stuckFinding(subject, obstacle, withCount(`container ${name}: ${message ?? reason}`, repeated), since)
        : undefined;
}

function isOfContainer(event: EventFacts, message = ""): boolean {
    return isWarning(event) && event.reason === "Failed" && message !== "" && event.message.includes(message);
}

/** Warnings that do not keep a container from starting, or are told elsewhere. */
const BESIDE_THE_POINT: ReadonlySet<string> = new Set([
    "BackOff",
    "DNSConfigForming",
    "Evicted",
    "FailedPreStopHook",
    "FailedScheduling",
    "FailedToRetrieveImagePullSecret",
    "PolicyViolation",
    "Preempted",
    "ProbeWarning",
    "Unhealthy",
]);

/** Repeats what another Warning about the same volume says better. */
const GENERIC = /^(?:Unable to attach or mount volumes|Unable to mount volumes for pod|Error syncing pod)/;

function warned(subject: PodCase): Finding | undefined {
    const current = currentWarnings(subject);
    const [newest] = [...current].sort(
        (a, b) => Number(GENERIC.test(a.message)) - Number(GENERIC.test(b.message)) || b.lastAt - a.lastAt,
    );
    const repeated = newest && repetition(current.filter(({ reason }) => reason === newest.reason));
    if (newest === undefined || repeated === undefined) {
        return undefined;
    }
    const patience = repeated.count > 1 ? STUCK_SECONDS : SILENT_SECONDS;
    return isLong(subject, repeated.since, patience)
        ? stuckFinding(subject, obstacleOf(newest), withCount(newest.message, repeated), repeated.since)
        : undefined;
}

/** Those since the last step that the pod took: a volume that was mounted in the end keeps nobody waiting. */
export function currentWarnings({ pod, events, pulls }: PodCase): EventFacts[] {
    const steps = [
        ...[...pulls.values()].filter(({ state }) => state === "present").map(({ at }) => at),
        ...pod.containers.flatMap(({ startedAt, finishedAt }) => [startedAt ?? 0, finishedAt ?? 0]),
    ];
    const last = Math.max(0, ...steps);
    return events.filter((event) => isWarning(event) && event.lastAt >= last && !BESIDE_THE_POINT.has(event.reason));
}

function isWarning({ type }: EventFacts): boolean {
    return type === "Warning";
}

function obstacleOf({ reason, message }: EventFacts): ObstacleName {
    if (/^Failed(?:Mount|AttachVolume|MapVolume)/.test(reason)) {
        return "volume";
    }
    if (reason === "NetworkNotReady" || /network|\bcni\b/i.test(message)) {
        return "network";
    }
    return /SandBox/i.test(reason) ? "sandbox" : "other";
}

/** Nothing has been told for so long that nothing is going on. */
function silent(subject: PodCase): Finding | undefined {
    const { pod, events, pulls } = subject;
    const initRuns = pod.containers.some(({ kind, state }) => kind === "init" && state === "running");
    const crashes = pod.containers.some(({ reason }) => reason === "CrashLoopBackOff");
    if (initRuns || crashes || pod.phase !== "Pending") {
        return undefined;
    }
    const told = [
        ...events.map(({ lastAt }) => lastAt),
        ...pod.containers.flatMap(({ finishedAt }) => finishedAt ?? []),
    ];
    const since = Math.max(pod.startedAt ?? pod.createdAt, ...told);
    const pulled = pulls.size > 0 || pod.containers.some(hasItsImage);
    const text = pulled ? "its containers have not started" : "nothing was pulled or started";
    return isLong(subject, since, SILENT_SECONDS) ? stuckFinding(subject, "notStarted", text, since) : undefined;
}

interface Repetition {
    readonly count: number;
    readonly since: number;
}

function repetition(events: readonly EventFacts[]): Repetition | undefined {
    return events.length === 0
        ? undefined
        : {
              count: events.reduce((sum, { count }) => sum + count, 0),
              since: Math.min(...events.map(({ firstAt }) => firstAt)),
          };
}

function withCount(text: string, repeated: Repetition | undefined): string {
    return repeated && repeated.count > 1 ? `${text} (${repeated.count} times)` : text;
}

function isLong({ now }: PodCase, since: number, seconds: number): boolean {
    return now - since >= seconds * 1_000;
}

function stuckFinding(
    { pod }: Pick<PodCase, "pod" | "now">,
    obstacle: ObstacleName,
    text: string,
    since: number,
): Finding {
    const { namespace, name, node, claims } = pod;
    const advice = obstacleAdvice(obstacle, { namespace, pod: name, node, claims, text });
    return { phase: "stuck", healthy: false, obstacle, text, advice, since };
}
