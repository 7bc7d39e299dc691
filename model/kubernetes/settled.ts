/** Pods that need no look at their events. */

import type { ContainerFacts, PodFacts } from "./facts";

/**
 * True for a pod that runs, has succeeded or is being deleted: its own state says so, and its events need not be looked at.
 * Most pods of a cluster are settled, most events are about them.
 */
export function isSettled(pod: PodFacts): boolean {
    return (
        pod.deletedAt !== undefined ||
        pod.phase === "Succeeded" ||
        (pod.phase === "Running" && pod.containers.every(hasStarted))
    );
}

function hasStarted({ state, exitCode }: ContainerFacts): boolean {
    return state === "running" || (state === "terminated" && exitCode === 0);
}
