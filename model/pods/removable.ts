/** Whether a pod may be deleted to end its back-off: decided by what runs in it, never by what waits. */

import type { ContainerFacts, PodFacts } from "../kubernetes/facts";
import { waitsForImage } from "../pulls/podPull";

/** An ephemeral container is there to debug: a pod without it has lost nothing, and its successor would not have it. */
export function waitsForItsImage({ containers }: PodFacts): boolean {
    return containers.some((container) => container.kind !== "ephemeral" && waitsForImage(container));
}

/** A main container that a delete would stop. One whose state nobody has told may run once its pod has started. */
export function runningContainer({ phase, containers }: PodFacts): ContainerFacts | undefined {
    return containers.find(
        ({ kind, state }) => kind === "main" && (state === "running" || (state === "unknown" && phase !== "Pending")),
    );
}

/** A main container that has finished, such as a migration: in the pod's successor it would run again. */
export function completedContainer({ containers }: PodFacts): ContainerFacts | undefined {
    return containers.find(({ kind, state, exitCode }) => kind === "main" && state === "terminated" && exitCode === 0);
}

/** True while a pod waits for its image, and nothing of it runs or has completed unless the user `named` it. */
export function isRemovable(pod: PodFacts, named: boolean): boolean {
    return waitsForItsImage(pod) && (named || (runningContainer(pod) ?? completedContainer(pod)) === undefined);
}
