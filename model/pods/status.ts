/** The pods of a cluster that wait: the faults, one entry for all pods that share one, and what waits normally. */
import { grouped } from "../grouped";
import type { CauseName } from "../pulls/causes";
import { plainError } from "../text/plain";
import { sharedText } from "../text/sharedText";
import { type PodDiagnosis, TEXT_LENGTH } from "./diagnosis";
import type { PodPhase } from "./finding";
import { podLine } from "./line";
import { type Refusal, refusalAdvice } from "./refusals";
import { OBSTACLES, type ObstacleName } from "./stuck/obstacles";
import { type WaitingView, waitingPods } from "./waiting";

/** The answer of `status --output json`. */
export interface StatusReport {
    /** How many pods were looked at. */
    readonly pods: number;
    /** The fault with most pods comes first. */
    readonly faults: readonly StatusFault[];
    /** Pods that wait without a fault, those that wait longest first. */
    readonly waiting: readonly StatusPod[];
}

/** Pods that cannot go on, for the same cause with the same image. */
export interface StatusFault {
    /** Absent where it is not about an image. */
    readonly cause?: CauseName;
    /** What keeps the pods from starting, where that is not an image. */
    readonly obstacle?: ObstacleName;
    readonly image?: string;
    /** A short title, a colon, and what it means. */
    readonly explanation: string;
    /** What the kubelet or the scheduler says of the first of these pods. */
    readonly text: string;
    readonly advice: string;
    readonly pods: readonly StatusPod[];
    /** Workloads that are refused their pods, where the fault is about those. */
    readonly workloads?: readonly StatusWorkload[];
}

/** A workload whose pods the API server does not accept. */
export interface StatusWorkload {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    /** What it belongs to, such as `Deployment web`. */
    readonly owner?: string;
    /** Since the first refusal that is remembered. */
    readonly sinceSeconds: number;
    /** How often. */
    readonly refusals: number;
}

/** What `status` looks at. */
export interface StatusView extends WaitingView {
    readonly refusals?: readonly Refusal[];
}

export interface StatusPod {
    readonly namespace: string;
    readonly name: string;
    readonly node?: string;
    readonly phase: PodPhase;
    /** Seconds in this phase, as far as the events reach back. */
    readonly sinceSeconds: number;
    /** The pod in one line. */
    readonly line: string;
}

export function statusReport(view: StatusView, pods: number): StatusReport {
    const groups = new Map<string, PodDiagnosis[]>();
    const waiting: PodDiagnosis[] = [];
    for (const diagnosis of waitingPods(view)) {
        const group = diagnosis.healthy ? waiting : (groups.get(faultKey(diagnosis)) ?? []);
        group.push(diagnosis);
        if (!diagnosis.healthy) {
            groups.set(faultKey(diagnosis), group);
        }
    }
    const faults = [...groups.values()].sort((a, b) => b.length - a.length);
    return {
        pods,
        faults: [...faults.flatMap((group) => statusFault(group, view)), ...refusedFaults(view)],
        waiting: longestFirst(waiting).map((diagnosis) => statusPod(diagnosis, view)),
    };
}

/** Without a known cause the text tells faults apart: the scheduler's names how many nodes lack what. */
function faultKey({ cause, obstacle, image, text, pod }: PodDiagnosis): string {
    const known = cause && cause.name !== "unknown";
    return [cause?.name ?? obstacle, image, known ? "" : sharedText(text, [pod.uid, pod.name, pod.node])].join(" ");
}

function statusFault(group: readonly PodDiagnosis[], view: WaitingView): StatusFault[] {
    const pods = longestFirst(group);
    return pods.slice(0, 1).map(({ cause, obstacle = "other", image, text, advice = "" }) => ({
        ...(cause ? { cause: cause.name } : { obstacle }),
        ...(image !== undefined && { image }),
        explanation: cause?.explanation ?? OBSTACLES[obstacle],
        text,
        advice,
        pods: pods.map((diagnosis) => statusPod(diagnosis, view)),
    }));
}

/** One fault for all workloads that are refused with the same words. */
function refusedFaults({ refusals = [], now }: StatusView): StatusFault[] {
    const sameWords = ({ text, name }: Refusal) => sharedText(text.replace(/"[^"]*"/g, '""'), [name]);
    return [...grouped(refusals, sameWords).values()].map((group) => ({
        obstacle: "refused",
        explanation: OBSTACLES.refused,
        text: plainError(group[0].text, TEXT_LENGTH),
        advice: refusalAdvice(group[0].text, group[0].namespace),
        pods: [],
        workloads: group.map(({ kind, namespace, name, owner, since, count }) => ({
            kind,
            namespace,
            name,
            ...(owner && { owner: `${owner.kind} ${owner.name}` }),
            sinceSeconds: Math.max(0, Math.round((now - since) / 1_000)),
            refusals: count,
        })),
    }));
}

export function statusPod(diagnosis: PodDiagnosis, { sizes }: Pick<WaitingView, "sizes">): StatusPod {
    const { namespace, name, node } = diagnosis.pod;
    return {
        namespace,
        name,
        ...(node !== undefined && { node }),
        phase: diagnosis.phase,
        sinceSeconds: diagnosis.sinceSeconds,
        line: podLine(diagnosis, sizes),
    };
}

function longestFirst(diagnoses: readonly PodDiagnosis[]): PodDiagnosis[] {
    return [...diagnoses].sort((a, b) => b.sinceSeconds - a.sinceSeconds);
}
