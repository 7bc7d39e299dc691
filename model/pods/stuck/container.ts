/** A container that has its image, and cannot be created or started. */

import type { ContainerFacts, EventFacts } from "../../kubernetes/facts";
import { type Cause, causeOf } from "../../pulls/causes";
import { PULL_REASONS } from "../../pulls/events";
import type { Finding, PodCase } from "../finding";
import { isLong, isWarning, repetition, STUCK_SECONDS, stuckFinding, withCount } from "./finding";

/** Reasons of a container that is on its way, or that crashes, which has a phase of its own. */
const ON_ITS_WAY: ReadonlySet<string> = new Set(["", "ContainerCreating", "PodInitializing", "CrashLoopBackOff"]);

export function isBroken({ reason = "" }: ContainerFacts): boolean {
    return !ON_ITS_WAY.has(reason) && !PULL_REASONS.has(reason);
}

export function brokenContainer(subject: PodCase, container: ContainerFacts): Finding | undefined {
    const { name, reason = "", message, image } = container;
    const repeated = repetition(subject.events.filter((event) => isOfContainer(event, message)));
    const since = repeated?.since ?? subject.pod.startedAt ?? subject.pod.createdAt;
    const obstacle = reason === "CreateContainerConfigError" ? "configuration" : "container";
    if (!isLong(subject, since, STUCK_SECONDS)) {
        return undefined;
    }
    const text = withCount(`container ${name}: ${message ?? reason}`, repeated);
    const cause = nodeCause(container);
    return cause
        ? { phase: "stuck", healthy: false, cause, image, text, since }
        : stuckFinding(subject, obstacle, text, since);
}

/** A disk that is full, a store that is damaged, and an image that is streamed may show only once a container is created. */
export function nodeCause({ message = "", image }: Partial<ContainerFacts>): Cause | undefined {
    const cause = causeOf(message, image);
    const ofStore = cause?.name === "nodeStore" && /snapshot|content digest|bucket|lease/.test(message);
    const ofDisk = cause?.name === "diskFull" && !OF_THE_KERNEL.test(message);
    return ofDisk || cause?.name === "mirror" || ofStore ? cause : undefined;
}

/** Linux says `no space left on device` of its own tables, too. */
const OF_THE_KERNEL = /cgroup|inotify|fsnotify|watcher|\bshm\b|keyring/;

function isOfContainer(event: EventFacts, message = ""): boolean {
    return isWarning(event) && event.reason === "Failed" && message !== "" && event.message.includes(message);
}
