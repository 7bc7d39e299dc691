/**
 * What `unstick` deletes, and what it leaves alone with the reason. A plain delete ends a pod's back-off: its successor
 * pulls immediately.
 */

import type { JobFacts, PodFacts } from "../kubernetes/facts";
import type { PodDiagnosis } from "./diagnosis";
import { completedContainer, runningContainer, waitsForItsImage } from "./removable";

/** Of a Job that owns stuck pods, what tells whether it survives the loss of one. */
export interface JobTolerance {
    readonly job: JobFacts;
    /** Its podFailurePolicy ignores disruptions, so an evicted pod is replaced and not counted. */
    readonly ignoresDisruption: boolean;
}

export interface UnstickView {
    /** The pods that wait, with their diagnosis. */
    readonly waiting: readonly PodDiagnosis[];
    /** The Jobs of the namespace. */
    readonly jobs: readonly JobTolerance[];
    /** Jobs or pods that are asked for; none: every stuck pod. */
    readonly names: readonly string[];
}

export interface Removal {
    readonly kind: "pod" | "job";
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    /** An eviction is a delete that a Job can tell from a failure. */
    readonly how: "delete" | "evict";
    readonly why: string;
    /** The user asked for this very object: a pod may then go although a part of it runs. */
    readonly named: boolean;
}

interface Left {
    readonly name: string;
    readonly why: string;
}

/** The answer of `unstick --output json`, before anything is deleted. */
export interface UnstickPlan {
    readonly removals: readonly Removal[];
    readonly left: readonly Left[];
}

export function unstickPlan(view: UnstickView): UnstickPlan {
    const { names, jobs } = view;
    const stuck = view.waiting.filter(({ phase }) => phase === "pullFailing");
    const asked = stuck.filter(({ pod }) => isAsked(names, pod.name) || isAsked(names, pod.owner?.name));
    const pods = asked.map((diagnosis) => podDecision(diagnosis, jobs, names.includes(diagnosis.pod.name)));
    const named = names.flatMap((name) => jobs.filter(({ job }) => job.name === name));
    const unknown = names.filter((name) => !jobs.some(({ job }) => job.name === name) && !isPod(asked, name));
    const decisions = [...pods, ...named.flatMap(({ job }) => jobDecision(job, asked)), ...unknown.map(notThere)];
    return {
        removals: decisions.filter((decision): decision is Removal => "how" in decision),
        left: decisions.filter((decision): decision is Left => !("how" in decision)),
    };
}

/** Without names all pods are asked for. */
function isAsked(names: readonly string[], name: string | undefined): boolean {
    return names.length === 0 || (name !== undefined && names.includes(name));
}

function isPod(stuck: readonly PodDiagnosis[], name: string): boolean {
    return stuck.some(({ pod }) => pod.name === name);
}

function notThere(name: string): Left {
    return { name, why: "there is no Job and no stuck pod of this name" };
}

function podDecision({ pod, cause }: PodDiagnosis, jobs: readonly JobTolerance[], named: boolean): Removal | Left {
    const { owner, namespace, name, uid } = pod;
    const why = `cannot pull: ${cause?.explanation.split(":")[0] ?? "unknown cause"}`;
    const label = `pod/${name}`;
    if (!waitsForItsImage(pod)) {
        return {
            name: label,
            why: "only an ephemeral container waits for its image: the pod itself has what it needs",
        };
    }
    const loss = named ? undefined : lossOf(pod);
    if (loss !== undefined) {
        const command = `image-delivery unstick ${name} -n ${namespace}`;
        return { name: label, why: `${loss}; to delete it anyway: \`${command}\`` };
    }
    if (owner === undefined || owner.kind === "Node") {
        return { name: label, why: "no controller would create it again" };
    }
    if (owner.kind !== "Job") {
        return { kind: "pod", namespace, name, uid, how: "delete", why, named };
    }
    const tolerance = jobs.find(({ job }) => job.uid === owner.uid);
    const how = tolerance && removalOfJobPod(tolerance);
    return how
        ? { kind: "pod", namespace, name, uid, how, why, named }
        : { name: label, why: `job/${owner.name} would count it as a failure and end: its backoffLimit is reached` };
}

/** What a delete would take from a pod in which something runs or has run. */
function lossOf(pod: PodFacts): string | undefined {
    const running = runningContainer(pod);
    const completed = completedContainer(pod);
    if (running) {
        return `its container ${running.name} runs, and would be stopped`;
    }
    return completed && `its container ${completed.name} has completed, and would run again`;
}

/** What Kubernetes takes for a backoffLimit that is not set. */
const DEFAULT_BACKOFF_LIMIT = 6;

function removalOfJobPod({ job, ignoresDisruption }: JobTolerance): Removal["how"] | undefined {
    if (ignoresDisruption) {
        return "evict";
    }
    return job.failed < (job.backoffLimit ?? DEFAULT_BACKOFF_LIMIT) ? "delete" : undefined;
}

function jobDecision(job: JobFacts, asked: readonly PodDiagnosis[]): (Removal | Left)[] {
    const { namespace, name, uid, failure } = job;
    if (failure) {
        return [{ kind: "job", namespace, name, uid, how: "delete", why: `failed: ${failure.reason}`, named: true }];
    }
    const hasStuckPod = asked.some(({ pod }) => pod.owner?.uid === uid);
    const why = job.complete ? "it has completed" : "it has not failed, and none of its pods is stuck";
    return hasStuckPod ? [] : [{ name: `job/${name}`, why }];
}
