/** Pods that have their node and do not start, for whatever reason but their images: seen by time and repetition. */

import type { ContainerFacts } from "../../kubernetes/facts";
import { hasItsImage } from "../../pulls/podPull";
import type { Finding, PodCase } from "../finding";
import { brokenContainer, isBroken } from "./container";
import { isLong, SILENT_SECONDS, stuckFinding } from "./finding";
import { warned } from "./warnings";

/** A container that cannot be created or started, or a pod whose Warning repeats while no container starts. */
export function stuck(subject: PodCase): Finding | undefined {
    const { phase, containers } = subject.pod;
    // A debug container that does not start keeps nothing of the pod from running.
    const waiting = containers.filter(
        ({ kind, state }) =>
            kind !== "ephemeral" && (state === "waiting" || (state === "unknown" && phase === "Pending")),
    );
    if (waiting.length === 0 || phase === "Failed") {
        return undefined;
    }
    const broken = waiting.find(isBroken);
    if (broken) {
        return brokenContainer(subject, broken);
    }
    // What crashes has started, and what it waits for is its next start.
    return containers.some(crashes) ? undefined : (warned(subject) ?? silent(subject));
}

function crashes({ reason, restarts }: ContainerFacts): boolean {
    return reason === "CrashLoopBackOff" || (reason === "Error" && restarts > 0);
}

/** Nothing has been reported for so long that nothing is going on. */
function silent(subject: PodCase): Finding | undefined {
    const { pod, events, pulls } = subject;
    const initRuns = pod.containers.some(({ kind, state }) => kind === "init" && state === "running");
    if (initRuns || pod.phase !== "Pending") {
        return undefined;
    }
    const reports = [
        ...events.map(({ lastAt }) => lastAt),
        ...pod.containers.flatMap(({ finishedAt }) => finishedAt ?? []),
    ];
    const since = Math.max(pod.startedAt ?? pod.createdAt, ...reports);
    const pulled = pulls.size > 0 || pod.containers.some(hasItsImage);
    const text = pulled ? "its containers have not started" : "nothing was pulled or started";
    return isLong(subject, since, SILENT_SECONDS) ? stuckFinding(subject, "notStarted", text, since) : undefined;
}
