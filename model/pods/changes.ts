/** What is new about the pods that wait, since the last time that was newest. */

import type { PodFacts } from "../kubernetes/facts";
import type { CauseName } from "../pulls/causes";
import type { PodDiagnosis } from "./diagnosis";
import type { PodPhase } from "./finding";
import { podName, podStory } from "./line";
import { type StatusPod, statusPod } from "./status";

/** One line of `watch --output json`. */
export interface WatchChange extends Omit<StatusPod, "phase" | "sinceSeconds"> {
    /** ISO 8601. */
    readonly at: string;
    /** The workload's kind, where it is about one that is refused its pods. */
    readonly kind?: string;
    /** `gone` for a pod that was deleted, `refused` and `accepted` for a workload's pods. */
    readonly phase: PodPhase | "gone" | "refused" | "accepted";
    readonly healthy: boolean;
    readonly cause?: CauseName;
}

/** A pod that waited and does no more: it runs, it has completed, or it is gone. */
export interface EndedWait {
    readonly pod: PodFacts;
    readonly gone: boolean;
}

export class WatchChanges {
    /** The newest story of each pod that waits, by uid. */
    private readonly newest = new Map<string, string>();

    /** The changes, each once. `sizes` are bytes by reference. */
    since(
        waiting: readonly PodDiagnosis[],
        ended: readonly EndedWait[],
        sizes: ReadonlyMap<string, number>,
        now: number,
    ): WatchChange[] {
        const at = new Date(now).toISOString();
        const ends = ended.filter(({ pod }) => this.newest.delete(pod.uid)).map((end) => ({ at, ...endOf(end) }));
        const news = waiting.filter((diagnosis) => this.isNew(diagnosis));
        return [...ends, ...news.map((diagnosis) => ({ at, ...changeOf(diagnosis, sizes) }))];
    }

    private isNew(diagnosis: PodDiagnosis): boolean {
        const story = podStory(diagnosis);
        const isNew = this.newest.get(diagnosis.pod.uid) !== story;
        this.newest.set(diagnosis.pod.uid, story);
        return isNew;
    }
}

function changeOf(diagnosis: PodDiagnosis, sizes: ReadonlyMap<string, number>): Omit<WatchChange, "at"> {
    const { sinceSeconds: _, ...pod } = statusPod(diagnosis, { sizes });
    const { healthy, cause } = diagnosis;
    return { ...pod, healthy, ...(cause && { cause: cause.name }) };
}

function endOf({ pod, gone }: EndedWait): Omit<WatchChange, "at"> {
    const { namespace, name, node } = pod;
    const [phase, text] = endText(pod, gone);
    const line = `${podName({ pod })} ${text}`;
    return { namespace, name, ...(node !== undefined && { node }), phase, line, healthy: true };
}

function endText({ phase, deletedAt }: PodFacts, gone: boolean): [WatchChange["phase"], string] {
    if (gone) {
        return ["gone", "is gone"];
    }
    if (deletedAt !== undefined) {
        return ["terminating", "is being deleted"];
    }
    return phase === "Succeeded" ? ["done", "has completed"] : ["running", "runs"];
}
