/** What a test pull has shown on its node: from the events and the state of a pod that only pulls, and runs nothing. */

import type { EventFacts, NodeFacts } from "../kubernetes/facts";
import { diagnosePod, type PodDiagnosis } from "../pods/diagnosis";
import { adviceText } from "../pulls/advice";
import { CAUSES, type Cause, type CauseName } from "../pulls/causes";
import { pullFact } from "../pulls/events";
import { imagePulls } from "../pulls/imagePulls";
import { pullFailure } from "../pulls/podPull";
import { type StoppedPull, stoppedPull } from "../pulls/stages";
import { hadImage, type PulledCase, type PulledImage, pulledImage } from "./pulledImage";

export interface TestPullCase extends PulledCase {
    readonly node?: NodeFacts;
}

export interface FailedPull {
    readonly state: "failed";
    readonly cause?: CauseName;
    readonly text: string;
    readonly advice?: string;
    /** How far it came, where its error tells. */
    readonly stopped?: StoppedPull;
}

export type TestPullVerdict = PulledImage | FailedPull | { readonly state: "waiting"; readonly text: string };

/** How long the slower of event and state is waited for. */
const SETTLE_MS = 10_000;

/** Decides as soon as it can: a cause that does not heal on its own ends the test immediately, one that does is waited out. */
export function testPullVerdict(subject: TestPullCase): TestPullVerdict {
    const pulled = pulledImage(subject, SETTLE_MS);
    if (pulled) {
        return pulled;
    }
    const diagnosis = diagnosisOf(subject);
    return isLost(diagnosis) && !hadImage(subject.pod)
        ? failure(diagnosis, subject)
        : { state: "waiting", text: diagnosis.text };
}

/** The result of a test whose time is up: what is known of its pull, or what it was doing. */
export function unfinishedPull(subject: TestPullCase, timeoutSeconds: number): PulledImage | FailedPull {
    const pulled = pulledImage(subject, 0);
    if (pulled) {
        return pulled;
    }
    const { text, ...rest } = failure(unfinished(subject), { ...subject, events: endedAttempts(subject) });
    return { ...rest, text: `not done after ${timeoutSeconds} s: ${text}` };
}

/** While it is tried again, what ended the attempts before says more than the one under way; without any the pull is slow. */
function unfinished(subject: TestPullCase): PodDiagnosis {
    const diagnosis = diagnosisOf(subject);
    if (diagnosis.phase !== "pulling") {
        return diagnosis;
    }
    const before = diagnosisOf({ ...subject, events: endedAttempts(subject) });
    const { pod, image } = subject;
    return before.phase === "pullFailing"
        ? before
        : { ...diagnosis, cause: CAUSES.slow, advice: adviceText(CAUSES.slow, { image, node: pod.node }) };
}

function endedAttempts({ events }: TestPullCase): EventFacts[] {
    return events.filter(({ message }) => pullFact(message)?.kind !== "pulling");
}

function diagnosisOf({ pod, events, node, now }: TestPullCase): PodDiagnosis {
    return diagnosePod(pod, events, node, now);
}

function failure({ cause, text, advice }: PodDiagnosis, { pod, events, image }: TestPullCase): FailedPull {
    // The whole text, of which a diagnosis shows a part.
    const failed = pullFailure(pod, imagePulls(events));
    const stopped = cause && failed?.cause === cause ? stoppedPull(failed.text, image) : undefined;
    return {
        state: "failed",
        ...(cause && { cause: cause.name }),
        text,
        ...(advice !== undefined && { advice }),
        ...(stopped && { stopped }),
    };
}

function isLost({ healthy, phase, cause }: PodDiagnosis): boolean {
    return phase === "failed" || phase === "terminating" || (!healthy && !heals(cause));
}

/** An unknown cause may heal too, but its text is worth more now than after the timeout. */
function heals(cause: Cause | undefined): boolean {
    return cause !== undefined && cause.patienceSeconds === Number.POSITIVE_INFINITY && cause !== CAUSES.unknown;
}
