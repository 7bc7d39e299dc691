/** A pod whose Warnings repeat while no container of it starts. */

import type { EventFacts } from "../../kubernetes/facts";
import type { Finding, PodCase } from "../finding";
import { storeCause } from "./container";
import { isLong, isWarning, repetition, SILENT_SECONDS, STUCK_SECONDS, stuckFinding, withCount } from "./finding";
import type { ObstacleName } from "./obstacles";

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

export function warned(subject: PodCase): Finding | undefined {
    const current = currentWarnings(subject);
    const [newest] = [...current].sort(
        (a, b) => Number(GENERIC.test(a.message)) - Number(GENERIC.test(b.message)) || b.lastAt - a.lastAt,
    );
    const repeated = newest && repetition(current.filter(({ reason }) => reason === newest.reason));
    if (newest === undefined || repeated === undefined) {
        return undefined;
    }
    const patience = repeated.count > 1 ? STUCK_SECONDS : SILENT_SECONDS;
    if (!isLong(subject, repeated.since, patience)) {
        return undefined;
    }
    const text = withCount(wordsOf(newest), repeated);
    // The sandbox is a container with an image, too: the node's disk and its runtime's store may fail it.
    const cause = /SandBox/i.test(newest.reason) ? storeCause(newest.message) : undefined;
    return cause
        ? { phase: "stuck", healthy: false, cause, text, since: repeated.since }
        : stuckFinding(subject, obstacleOf(newest), text, repeated.since);
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

/** Without what the kubelet's recorder puts before a text that it has said often, and what every sandbox error begins with. */
function wordsOf({ message }: EventFacts): string {
    return message
        .replace(/^\(combined from similar events\): /, "")
        .replace(/^(Failed (?:to )?create pod sandbox: )rpc error: code = Unknown desc = /, "$1")
        .replace(QUOTED_ANSWER, "$1");
}

/** A cloud's answer in JSON, quoted as it came: its sentence is what a reader needs. */
const QUOTED_ANSWER = /\{\s*"\w+":\s*\{[^{}]*"message":\s*"((?:[^"\\]|\\.)*)"[^{}]*\}\s*\}/g;

function obstacleOf({ reason, message }: EventFacts): ObstacleName {
    if (/^Failed(?:Mount|AttachVolume|MapVolume)/.test(reason)) {
        return "volume";
    }
    if (reason === "NetworkNotReady" || /network|\bcni\b/i.test(message)) {
        return "network";
    }
    return /SandBox/i.test(reason) ? "sandbox" : "other";
}
