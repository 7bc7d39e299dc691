/** A container that has its image, and cannot be created or started. */

import type { ContainerFacts, EventFacts } from "../../kubernetes/facts";
import { type Cause, causeOf } from "../../pulls/causes";
import { PULL_REASONS } from "../../pulls/events";
import type { Finding, PodCase } from "../finding";
import { isLong, isWarning, repetition, STUCK_SECONDS, stuckFinding, withCount } from "./finding";

/** Reasons of a container that is on its way, or that crashes, which has a phase of its own. */
const ON_ITS_WAY: ReadonlySet<string> = new Set(["", "ContainerCreating", "PodInitializing", "CrashLoopBackOff"]);

/** What the runtimes write for one that they could not start; the kubelet then backs off as if it had crashed. */
const NOT_STARTED: ReadonlySet<string | undefined> = new Set(["StartError", "ContainerCannotRun"]);

export function isBroken(container: ContainerFacts): boolean {
    const { reason = "" } = container;
    return cannotStart(container) || (!ON_ITS_WAY.has(reason) && !PULL_REASONS.has(reason));
}

function cannotStart({ reason, last }: ContainerFacts): boolean {
    return reason === "CrashLoopBackOff" && NOT_STARTED.has(last?.reason);
}

export function brokenContainer(subject: PodCase, container: ContainerFacts): Finding | undefined {
    const {
        name,
        image,
        reason = "",
        message,
    } = cannotStart(container) ? { ...container, ...container.last } : container;
    const repeated = repetition(subject.events.filter((event) => isOfContainer(event, message)));
    const since = repeated?.since ?? subject.pod.startedAt ?? subject.pod.createdAt;
    const obstacle = reason === "CreateContainerConfigError" ? "configuration" : "container";
    if (!isLong(subject, since, STUCK_SECONDS)) {
        return undefined;
    }
    const text = withCount(`container ${name}: ${message ?? reason}`, repeated);
    const cause = containerCause(message, image);
    return cause
        ? { phase: "stuck", healthy: false, cause, image, text, since }
        : stuckFinding(subject, obstacle, text, since);
}

/** An image that is streamed, or that is for another processor, may show only once a container is created. */
function containerCause(message: string | undefined, image: string): Cause | undefined {
    const cause = causeOf(message ?? "", image);
    return cause?.name === "mirror" || cause?.name === "wrongPlatform" ? cause : storeCause(message, image);
}

/** A disk that is full and a store that is damaged fail a container, and a sandbox, too. */
export function storeCause(message = "", image?: string): Cause | undefined {
    const cause = causeOf(message, image);
    const ofStore = cause?.name === "nodeStore" && /snapshot|content digest|bucket|lease/.test(message);
    const ofDisk = cause?.name === "diskFull" && !OF_THE_KERNEL.test(message);
    return ofDisk || ofStore ? cause : undefined;
}

/** Linux says `no space left on device` of its own tables, too. */
const OF_THE_KERNEL = /cgroup|inotify|fsnotify|watcher|\bshm\b|keyring/;

function isOfContainer(event: EventFacts, message = ""): boolean {
    return isWarning(event) && event.reason === "Failed" && message !== "" && event.message.includes(message);
}
