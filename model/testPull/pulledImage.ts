/** What a test pull that ended well has shown: how long it took, and whether it was one at all. */
import type { EventFacts, PodFacts } from "../kubernetes/facts";
import { pullFact } from "../pulls/events";
import { hasItsImage } from "../pulls/podPull";
import { pullSeconds } from "../timeouts/pullTime";

export interface PulledCase {
    readonly pod: PodFacts;
    readonly events: readonly EventFacts[];
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
    /** The layers were on the node already: only the manifest was checked, and `seconds` is not a pull time. */
    readonly alreadyPresent: boolean;
    /** It took longer than the pull timeout for its size. */
    readonly slow: boolean;
}

/** No node downloads and unpacks a gigabyte in a second. */
const IMPLAUSIBLE_BYTES_PER_SECOND = 1e9;

/**
 * What is known of a pull that ended well; undefined while there is none.
 *
 * @param settleMs Events and states come on different ways: where one is missing, it is waited for so long.
 */
export function pulledImage(subject: PulledCase, settleMs: number): PulledImage | undefined {
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
function wasPresent({ image, imagesBefore }: PulledCase, imageId = "", pulled?: PulledEvent): boolean {
    const { seconds, bytes } = pulled ?? {};
    const listed = [image, imageId].some((name) => name.includes("@") && imagesBefore.includes(name));
    const tooFast = seconds !== undefined && bytes !== undefined && bytes / seconds > IMPLAUSIBLE_BYTES_PER_SECOND;
    return listed || tooFast;
}

/** The pod ended because its command does not exist: whatever its phase says, the image came. */
export function hadImage(pod: PodFacts): boolean {
    return pod.containers.some(hasItsImage);
}

function endedAt({ containers, createdAt }: PodFacts): number {
    return containers.find(({ finishedAt }) => finishedAt !== undefined)?.finishedAt ?? createdAt;
}
