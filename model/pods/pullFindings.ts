/** What a pod's pulls are doing: failing, going on, or ended with the pod. */

import type { PodFacts } from "../kubernetes/facts";
import { adviceText } from "../pulls/advice";
import { CAUSES } from "../pulls/causes";
import type { ImagePull } from "../pulls/imagePulls";
import { hasItsImage, openPulls, type PullFailure, pullFailure } from "../pulls/podPull";
import { spokenDuration } from "../text/durations";
import type { Finding, PodCase } from "./finding";

/** For an image of unknown size: the longest pull timeout of the table for declared sizes. */
const UNKNOWN_SIZE_SECONDS = 600;

/** After that long it is a fault whatever the size: 90 GB would have come by then. */
const LONGEST_SECONDS = 14_400;

/** What the kubelet says when a disk fills up (pkg/kubelet/eviction/helpers.go). */
const DISK_EVICTION = /ephemeral-storage|DiskPressure|inodes|EmptyDir/i;

/** Evicted while it pulled: the node's disk was too small for the image. */
export function evicted({ pod, pulls, now }: PodCase): Finding | undefined {
    if (pod.phase !== "Failed" || pod.reason !== "Evicted" || !DISK_EVICTION.test(pod.message ?? "")) {
        return undefined;
    }
    const [open] = [...openPulls(pod, pulls, "pulling"), ...openPulls(pod, pulls, "failing")];
    const isRecent = now - pod.createdAt < EVENTS_LIVE_MS;
    const image = open?.image ?? (isRecent ? imageNeverHad(pod) : undefined);
    return image === undefined
        ? undefined
        : {
              phase: "failed",
              healthy: false,
              cause: CAUSES.diskFull,
              image,
              text: `${image}: evicted during its pull: ${pod.message}`,
              since: open?.at,
          };
}

/** An evicted pod stays listed for days; what is long over is not a fault. */
const EVENTS_LIVE_MS = 3_600_000;

/** Of a pod none of whose containers ever started. */
function imageNeverHad({ containers }: PodFacts): string | undefined {
    return containers.some(hasItsImage) ? undefined : containers.find(({ image }) => image !== "")?.image;
}

export function failing(subject: PodCase): Finding | undefined {
    const { pod, pulls } = subject;
    const failure = pullFailure(pod, pulls);
    if (failure === undefined) {
        return undefined;
    }
    const { cause, image, text, missingSecrets: secrets = [] } = failure;
    const named = pulls.get(image)?.ofSandbox ? `${image}, the image of the node's pod sandboxes` : image;
    return {
        phase: pod.phase === "Failed" ? "failed" : "pullFailing",
        healthy: healsSoon(failure, subject.now),
        cause,
        image,
        lead: secretsText(pod, secrets),
        text: `${named}: ${text || cause.explanation}${nodeText(subject)}`,
        ...(secrets.length > 0 && { advice: secretsAdvice(subject, secrets, failure) }),
        since: failure.since,
    };
}

/** The kubelet's own limit, and a lock of another pull, are over before anyone could do something about them. */
function healsSoon({ cause, since }: PullFailure, now: number): boolean {
    return cause.graceSeconds > 0 && now - (since ?? now) < cause.graceSeconds * 1_000;
}

function secretsText({ namespace }: PodFacts, names: readonly string[]): string {
    const [one, ...others] = names;
    if (one === undefined) {
        return "";
    }
    return others.length === 0
        ? `imagePullSecret ${one} does not exist in namespace ${namespace}`
        : `imagePullSecrets ${names.join(", ")} do not exist in namespace ${namespace}`;
}

function secretsAdvice({ pod }: PodCase, [name]: readonly string[], { cause, image }: PullFailure): string {
    const advice = adviceText(cause, { image, node: pod.node, namespace: pod.namespace });
    return advice.replace("docker-registry <name>", `docker-registry ${name}`);
}

function nodeText({ node }: PodCase): string {
    const states = [...(node?.ready === false ? ["NotReady"] : []), ...(node?.pressures ?? [])];
    return states.length > 0 ? ` (node: ${states.join(", ")})` : "";
}

/** A pull without an end: slow when it exceeds its timeout, or when the pod's own deadline came first. */
export function pulling(subject: PodCase): Finding | undefined {
    const { pod, pulls } = subject;
    const [pull] = openPulls(pod, pulls, "pulling").sort((a, b) => a.at - b.at);
    if (pull === undefined) {
        return undefined;
    }
    if (pod.phase === "Failed") {
        return pod.reason === "DeadlineExceeded" ? cutOff(pod, pull) : undefined;
    }
    const seconds = subject.pullSeconds?.get(pull.image);
    return seconds === undefined ? ofUnknownSize(subject, pull) : ofKnownSize(subject, pull, seconds);
}

function cutOff(pod: PodFacts, { image, at }: ImagePull): Finding {
    const text = `${image}: ended during its pull${because(pod)}`;
    return { phase: "failed", healthy: false, text, image, since: at, cause: CAUSES.slow };
}

/** The pulls before it may have taken their time of the node's queue: only what exceeds both is slow. */
function ofKnownSize(subject: PodCase, { image, at }: ImagePull, seconds: number): Finding {
    const { now, ahead } = subject;
    const limit = seconds + (ahead?.seconds ?? 0);
    const slow = now - at > limit * 1_000;
    return {
        phase: "pulling",
        healthy: !slow,
        text: `${image}: pulling, usually done within ${limit} s${queueText(subject)}`,
        image,
        since: at,
        ...(slow && { cause: CAUSES.slow }),
    };
}

/** Nothing says how long it may take: containerd itself ends a pull that makes no progress, so this one goes on. */
function ofUnknownSize(subject: PodCase, { image, at }: ImagePull): Finding {
    const seconds = Math.max(0, (subject.now - at) / 1_000);
    const slow = seconds > UNKNOWN_SIZE_SECONDS ? `for ${spokenDuration(seconds)}, which is slow` : "";
    return {
        phase: "pulling",
        ...(seconds > LONGEST_SECONDS && { healthy: false, cause: CAUSES.slow }),
        text: `${image}: ${["pulling", slow].filter(Boolean).join(" ")}; its size is unknown${queueText(subject)}${nodeText(subject)}`,
        image,
        since: at,
    };
}

function queueText({ ahead }: PodCase): string {
    if (!ahead?.count) {
        return "";
    }
    const pulls = ahead.count === 1 ? "1 pull" : `${ahead.count} pulls`;
    return `, perhaps in the node's queue behind ${pulls} that began earlier`;
}

export function because({ reason, message }: PodFacts): string {
    const text = [reason, message].filter(Boolean).join(": ");
    return text === "" ? "" : `: ${text}`;
}

/** The pulls of one node that go on, for those that queue behind them. */
export interface OpenPull {
    readonly node: string;
    readonly image: string;
    readonly at: number;
}

/** Where the same image is pulled for two pods, the kubelet pulls it once. */
export function pullsAhead(open: readonly OpenPull[], own: OpenPull, seconds: ReadonlyMap<string, number>) {
    const earlier = open.filter(({ at, image }) => at < own.at && image !== own.image);
    const images = [...new Set(earlier.map(({ image }) => image))];
    const sum = images.reduce((total, image) => total + (seconds.get(image) ?? UNKNOWN_SIZE_SECONDS), 0);
    return { count: images.length, seconds: sum };
}
