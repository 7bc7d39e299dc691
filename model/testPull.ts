/** What a test pull has shown on its node: from the events and the state of a pod that only pulls, and runs nothing. */
import { adviceText } from "./advice";
import { CAUSES, type Cause, type CauseName } from "./causes";
import { diagnosePod, type PodDiagnosis } from "./diagnosis";
import type { EventFacts, NodeFacts, PodFacts } from "./facts";
import { hasItsImage } from "./podPull";
import { pullFact } from "./pullEvents";
import { pullSeconds } from "./pullTime";

export interface TestPullCase {
    readonly pod: PodFacts;
    readonly events: readonly EventFacts[];
    readonly node?: NodeFacts;
    readonly image: string;
    /** What the node said it had before: names by tag and by digest, at most 50 images. */
    readonly imagesBefore: readonly string[];
    /** In the cluster's time, milliseconds since the epoch. */
    readonly now: number;
}

export interface PulledImage {
    readonly state: "pulled";
    /** Absent where the kubelet's event was lost, which is possible when there are many. */
    readonly seconds?: number;
    /** In the node's queue, before the pull. */
    readonly waitingSeconds?: number;
    /** Compressed size, from Kubernetes 1.30. */
    readonly bytes?: number;
    /** The layers were on the node already: only the manifest was checked, and `seconds` is no pull time. */
    readonly alreadyPresent: boolean;
    /** It took longer than the pull timeout for its size. */
    readonly slow: boolean;
}

export interface FailedPull {
    readonly state: "failed";
    readonly cause?: CauseName;
    readonly text: string;
    readonly advice?: string;
}

export type TestPullVerdict = PulledImage | FailedPull | { readonly state: "waiting"; readonly text: string };

/** Events and states come on different ways; the slower one is waited for so long. */
const SETTLE_MS = 10_000;

/** No node downloads and unpacks a gigabyte in a second. */
const IMPLAUSIBLE_BYTES_PER_SECOND = 1e9;

/** Decides as soon as it can: a cause that does not heal by itself is an answer at once, one that does is waited out. */
export function testPullVerdict(subject: TestPullCase): TestPullVerdict {
    const pulled = pulledImage(subject, SETTLE_MS);
    if (pulled) {
        return pulled;
    }
    const diagnosis = diagnosisOf(subject);
    return isLost(diagnosis) && !hadImage(subject.pod)
        ? failure(diagnosis)
        : { state: "waiting", text: diagnosis.text };
}

/** The result of a test whose time is up: what is known of its pull, or what it was doing. */
export function unfinishedPull(subject: TestPullCase, timeoutSeconds: number): PulledImage | FailedPull {
    const pulled = pulledImage(subject, 0);
    if (pulled) {
        return pulled;
    }
    const { text, ...rest } = failure(unfinished(subject));
    return { ...rest, text: `not done after ${timeoutSeconds} s: ${text}` };
}

/** While it is tried again, what ended the attempts before says more than the one under way; without any the pull is slow. */
function unfinished(subject: TestPullCase): PodDiagnosis {
    const diagnosis = diagnosisOf(subject);
    if (diagnosis.phase !== "pulling") {
        return diagnosis;
    }
    const ended = subject.events.filter(({ message }) => pullFact(message)?.kind !== "pulling");
    const before = diagnosisOf({ ...subject, events: ended });
    const { pod, image } = subject;
    return before.phase === "pullFailing"
        ? before
        : { ...diagnosis, cause: CAUSES.slow, advice: adviceText(CAUSES.slow, { image, node: pod.node }) };
}

function diagnosisOf({ pod, events, node, now }: TestPullCase): PodDiagnosis {
    return diagnosePod(pod, events, node, now);
}

function failure({ cause, text, advice }: PodDiagnosis): FailedPull {
    return { state: "failed", ...(cause && { cause: cause.name }), text, ...(advice !== undefined && { advice }) };
}

function pulledImage(subject: TestPullCase, settleMs: number): PulledImage | undefined {
    const { pod, events, now } = subject;
    const found = pulledEvent(events);
    const imageId = pod.containers.find((container) => container.imageId)?.imageId;
    const shownAt = found?.at ?? (hadImage(pod) ? endedAt(pod) : undefined);
    const settled = found !== undefined && imageId !== undefined;
    if (shownAt === undefined || (!settled && now - shownAt < settleMs)) {
        return undefined;
    }
    const { seconds, waitingSeconds, bytes } = found ?? {};
    return {
        state: "pulled",
        ...(seconds !== undefined && { seconds }),
        ...(waitingSeconds !== undefined && { waitingSeconds }),
        ...(bytes !== undefined && { bytes }),
        alreadyPresent: wasPresent(subject, imageId, found),
        slow: seconds !== undefined && bytes !== undefined && seconds > pullSeconds(bytes),
    };
}

interface PulledEvent {
    readonly at: number;
    readonly seconds?: number;
    readonly waitingSeconds?: number;
    readonly bytes?: number;
}

function pulledEvent(events: readonly EventFacts[]): PulledEvent | undefined {
    for (const { message, lastAt } of events) {
        const fact = pullFact(message);
        if (fact?.kind === "pulled") {
            return { ...fact, at: lastAt };
        }
    }
    return undefined;
}

/** A tag on the node's list proves nothing, it may have moved; a digest does. The list is cut, so speed counts as well. */
function wasPresent({ image, imagesBefore }: TestPullCase, imageId = "", pulled?: PulledEvent): boolean {
    const { seconds, bytes } = pulled ?? {};
    const listed = [image, imageId].some((name) => name.includes("@") && imagesBefore.includes(name));
    const tooFast = seconds !== undefined && bytes !== undefined && bytes / seconds > IMPLAUSIBLE_BYTES_PER_SECOND;
    return listed || tooFast;
}

/** The pod ended because its command does not exist: whatever its phase says, the image came. */
function hadImage(pod: PodFacts): boolean {
    return pod.containers.some(hasItsImage);
}

function endedAt({ containers, createdAt }: PodFacts): number {
    return containers.find(({ finishedAt }) => finishedAt !== undefined)?.finishedAt ?? createdAt;
}

function isLost({ healthy, phase, cause }: PodDiagnosis): boolean {
    return phase === "failed" || phase === "terminating" || (!healthy && !heals(cause));
}

/** An unknown cause may heal too, but its text is worth more at once than after the timeout. */
function heals(cause: Cause | undefined): boolean {
    return cause !== undefined && cause.patienceSeconds === Number.POSITIVE_INFINITY && cause !== CAUSES.unknown;
}
