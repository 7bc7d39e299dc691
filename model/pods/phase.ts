/** The phases of a pod as its images see them, and the finding that each one is. */

import type { PodFacts } from "../kubernetes/facts";
import { hasItsImage } from "../pulls/podPull";
import type { Finding, PodCase } from "./finding";
import { because, evicted, failing, pulling } from "./pullFindings";
import { unscheduled } from "./scheduling";
import { nodeNotReady } from "./stuck/node";
import { stuck } from "./stuck/stuck";
import { currentWarnings } from "./stuck/warnings";

/** The first question that has an answer decides: what has ended or goes away needs no look at its pulls. */
export function findingOf(subject: PodCase): Finding {
    return (
        leaving(subject) ??
        unscheduled(subject) ??
        evicted(subject) ??
        failing(subject) ??
        unstarted(subject) ??
        ended(subject) ??
        crashing(subject) ??
        progressing(subject)
    );
}

/** A node that does not answer explains both a pull and a start that take long. */
function unstarted(subject: PodCase): Finding | undefined {
    const { pod } = subject;
    const waits = pod.phase !== "Running" || pod.containers.some(({ state }) => state === "waiting");
    return (waits ? nodeNotReady(subject) : undefined) ?? pulling(subject) ?? stuck(subject);
}

function leaving({ pod }: PodCase): Finding | undefined {
    if (pod.deletedAt !== undefined) {
        return { phase: "terminating", text: "is being deleted", since: pod.deletedAt };
    }
    return pod.phase === "Succeeded" ? { phase: "done", text: "has completed", since: finishedAt(pod) } : undefined;
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

function progressing(subject: PodCase): Finding {
    const { pod, pulls } = subject;
    const waiting = pod.containers.filter(({ state }) => state === "waiting");
    if (pod.phase === "Running" && waiting.length === 0) {
        return { phase: "running", text: pod.ready ? "runs" : "runs, and is not ready yet", since: pod.startedAt };
    }
    const init = pod.containers.find(({ kind, state }) => kind === "init" && state === "running");
    if (init) {
        return { phase: "starting", text: `its init container ${init.name} runs`, since: init.startedAt };
    }
    const [newest] = currentWarnings(subject).sort((a, b) => b.lastAt - a.lastAt);
    const obstacle = newest?.message ?? waiting.find(({ message }) => message)?.message;
    const untouched = pulls.size === 0 && !pod.containers.some(hasItsImage);
    const phase = untouched && obstacle === undefined ? "waitingToPull" : "starting";
    return { phase, text: obstacle ?? (untouched ? "has not started to pull" : "its containers are being created") };
}

function finishedAt(pod: PodFacts): number | undefined {
    const times = pod.containers.flatMap(({ finishedAt: at }) => at ?? []);
    return times.length === 0 ? undefined : Math.max(...times);
}
