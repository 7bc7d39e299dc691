/** What one pod is doing, seen from its images: its phase, whether that is healthy, and if not, why and what to do. */

import type { EventFacts, NodeFacts, PodFacts } from "../kubernetes/facts";
import { adviceText } from "../pulls/advice";
import type { Cause } from "../pulls/causes";
import { shownError } from "../pulls/error/shown";
import { imagePulls } from "../pulls/imagePulls";
import { plainText } from "../text/plain";
import type { Finding, PodPhase, PullsAhead } from "./finding";
import { findingOf } from "./phase";
import type { ObstacleName } from "./stuck/obstacles";

export interface PodDiagnosis {
    readonly pod: PodFacts;
    readonly phase: PodPhase;
    /** False only for what keeps the pod from a node, from its images, or from starting for minutes. */
    readonly healthy: boolean;
    readonly cause?: Cause;
    /** What keeps it from starting, where that is not an image. */
    readonly obstacle?: ObstacleName;
    /** The image that the phase is about, where it is about one. */
    readonly image?: string;
    /** One line for a reader, without control characters. */
    readonly text: string;
    readonly advice?: string;
    /** Seconds in this phase, as far as the events reach back. */
    readonly sinceSeconds: number;
}

export interface DiagnosisOptions {
    /** The pull timeout of each image whose size is known, in seconds, by reference. */
    readonly pullSeconds?: ReadonlyMap<string, number>;
    readonly ahead?: PullsAhead;
}

/** Characters of a text of the cluster. */
export const TEXT_LENGTH = 300;

/** Diagnoses `pod` from its own events (`events` of other objects are ignored) and its node, where it has one. */
export function diagnosePod(
    pod: PodFacts,
    events: readonly EventFacts[],
    node: NodeFacts | undefined,
    now: number,
    options: DiagnosisOptions = {},
): PodDiagnosis {
    const own = events.filter(({ objectUid }) => objectUid === pod.uid);
    const finding = findingOf({
        pod,
        events: own,
        pulls: imagePulls(own),
        node,
        now,
        ...options,
    });
    const { phase, healthy = true, cause, obstacle, image, since = pod.startedAt ?? pod.createdAt } = finding;
    const advice =
        finding.advice ??
        (healthy
            ? undefined
            : cause && adviceText(cause, { image, node: pod.node, namespace: pod.namespace, text: finding.text }));
    return {
        pod,
        phase,
        healthy,
        ...(cause && { cause }),
        ...(obstacle && { obstacle }),
        ...(image !== undefined && { image }),
        text: shownWhole(finding),
        ...(advice !== undefined && { advice }),
        sinceSeconds: Math.max(0, Math.round((now - since) / 1_000)),
    };
}

/** A long text is cut, but never what is said before it. */
function shownWhole({ lead = "", text }: Finding): string {
    const before = lead === "" ? "" : `${plainText(lead, TEXT_LENGTH)}; `;
    return `${before}${shownError(text, Math.max(TEXT_LENGTH / 2, TEXT_LENGTH - before.length))}`;
}
