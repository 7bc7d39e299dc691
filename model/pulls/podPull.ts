/** What keeps a pod from its images: the words of its events, and the states of its containers where events are missing. */

import type { ContainerFacts, PodFacts } from "../kubernetes/facts";
import { CAUSES, type Cause, type CauseName, causeOf } from "./causes";
import { PULL_REASONS, pullFact } from "./events";
import type { FailureEvent, ImagePull } from "./imagePulls";
import { withoutSecret } from "./pullSecrets";

/** The failure that a pod is in now; an attempt that is under way is not one. */
export interface PullFailure {
    readonly image: string;
    readonly cause: Cause;
    /** The kubelet's text, as it came. */
    readonly text: string;
    /** When it first failed with this cause; unknown while only the container's state tells of it. */
    readonly since?: number;
    /** When the newest attempt failed, whatever its cause. */
    readonly attemptAt?: number;
    /** Where the cause is that they are missing. */
    readonly missingSecrets?: readonly string[];
}

/** The failure that keeps `pod` from its images; of several, the one that its containers wait for. */
export function pullFailure(pod: PodFacts, pulls: ReadonlyMap<string, ImagePull>): PullFailure | undefined {
    const waiting = pod.containers.find((container) => waitsForImage(container));
    if (waiting) {
        const image = imageOf(waiting, pulls);
        const pull = pulls.get(image);
        // A container's state is written when an attempt has ended: during the next one, and after it, it is out of date.
        if (pull === undefined || pull.state === "failing") {
            return failureOf(image, stateText(waiting), pull);
        }
    }
    const [newest] = openPulls(pod, pulls, "failing").sort((a, b) => b.at - a.at || (a.image < b.image ? -1 : 1));
    return newest && failureOf(newest.image, "", newest);
}

/**
 * The images in `state` that the pod really is without: the kubelet drops events when there are many, so the end of a pull
 * is not always told, and a container that has started tells as much.
 */
export function openPulls(
    pod: PodFacts,
    pulls: ReadonlyMap<string, ImagePull>,
    state: "pulling" | "failing",
): ImagePull[] {
    const allStarted = pod.phase === "Running" && pod.containers.every(({ state: now }) => now !== "waiting");
    return allStarted
        ? []
        : [...pulls.values()].filter((pull) => pull.state === state && !hasImage(pod.containers, pull.image));
}

export function hasImage(containers: readonly ContainerFacts[], image: string): boolean {
    return containers.some((container) => container.image === image && hasItsImage(container));
}

export function hasItsImage({ imageId, state, reason }: ContainerFacts): boolean {
    return Boolean(imageId) || state === "running" || (state === "terminated" && reason !== NEVER_STARTED);
}

/** What the kubelet writes for the containers of a pod that it ends before they started (pkg/kubelet/status/status_manager.go). */
const NEVER_STARTED = "ContainerStatusUnknown";

/** True while a container waits because its image, or an image volume of its pod, cannot be had. */
export function waitsForImage(container: ContainerFacts): boolean {
    return container.state === "waiting" && PULL_REASONS.has(container.reason ?? "");
}

/** A container also waits for the image volumes of its pod, whose references only its message names, or an event. */
function imageOf({ image, message = "" }: ContainerFacts, pulls: ReadonlyMap<string, ImagePull>): string {
    const named =
        pullFact(message)?.image ??
        /image \\?"([^"\\\s]+)\\?"/.exec(message)?.[1] ??
        [...pulls.values()].find(({ failures }) => failures.some(({ error }) => tellsOf(message, error)))?.image ??
        image;
    // The runtime completes a short name (docker.io/library/...), the events keep it as the pod spells it.
    return [named, image].find((candidate) => pulls.has(candidate)) ?? named;
}

function tellsOf(message: string, error: string): boolean {
    return error !== "" && !GENERIC_REASON.test(error) && message.includes(error);
}

/** The part of a container's state that tells of a cause: `Back-off pulling image "X"` alone does not. */
function stateText({ reason = "", message = "" }: ContainerFacts): string {
    const fact = pullFact(message);
    const error = fact?.kind === "backOff" ? fact.error : message;
    return GENERIC_REASON.test(reason) ? (error ?? "") : [reason, error].filter(Boolean).join(": ");
}

/** Without the newest text the one before it counts, and so on; a text that names no known cause is `unknown`. */
function failureOf(image: string, state: string, pull: ImagePull | undefined): PullFailure {
    const { failures = [], missingSecrets = [] } = pull ?? {};
    const telling = failures.filter(({ error }) => error !== "" && !GENERIC_REASON.test(error));
    const text = state || telling[0]?.error || "";
    const byText = causeOf(text, image) ?? CAUSES.unknown;
    const cause = withoutSecret(byText, missingSecrets);
    const attemptAt = failures.find(({ attempt }) => attempt)?.lastAt;
    const since = firstFailure(telling, image, byText.name);
    return { image, cause, text, since, attemptAt, ...(cause !== byText && { missingSecrets }) };
}

const GENERIC_REASON = /^(?:ErrImagePull|ImagePullBackOff)$/;

function firstFailure(failures: readonly FailureEvent[], image: string, cause: CauseName): number | undefined {
    const same = failures.filter(({ error }) => (causeOf(error, image)?.name ?? "unknown") === cause);
    return same.length === 0 ? undefined : Math.min(...same.map(({ firstAt }) => firstAt));
}
