// Jobs that run: what a migration waits for before it starts, so that two never run simultaneously.
import type { JobFacts, PodFacts } from "../../model/kubernetes/facts";
import { type Labels, selectorText } from "../../model/kubernetes/labels";
import type { ClusterAccess, KubernetesClient } from "../cluster/client";
import { JOBS, PODS } from "../cluster/resources";
import { type Mirror, withMirror } from "../follow/mirror";

export interface WaitOptions {
    /** Seconds after which the wait ends with an error. */
    readonly deadlineSeconds: number;
    /** Is told what is being waited for, whenever that changes. */
    readonly onProgress: (line: string) => void;
    readonly signal?: AbortSignal;
}

const POLL_MS = 100;

/**
 * Resolves when no Job with these labels runs, and no pod of one either: a Job that failed or was deleted may leave a pod that
 * is still ending. Pods are known by the same labels, so the Job's pod template must carry them. An API server that restarts
 * meanwhile is waited for. Rejects with an Error that names what still runs at the deadline.
 */
export async function waitForNoRunningJobs(
    access: ClusterAccess,
    namespace: string,
    labels: Labels,
    options: WaitOptions,
): Promise<void> {
    await withMirror({ access, signal: options.signal }, READING, (mirror, client) =>
        noneRuns(mirror, client, { namespace, labelSelector: selectorText(labels) }, options),
    );
}

const READING = {
    who: "the wait for an earlier migration",
    role: "image-delivery-migration",
    resources: ["jobs.batch", "pods"],
};

interface Wanted {
    readonly namespace: string;
    readonly labelSelector: string;
}

async function noneRuns(mirror: Mirror, client: KubernetesClient, wanted: Wanted, options: WaitOptions): Promise<void> {
    const jobs = mirror.keep({ resource: JOBS, ...wanted });
    const pods = mirror.keep({ resource: PODS, ...wanted });
    const endsAt = performance.now() + options.deadlineSeconds * 1000;
    let lastLine: string | undefined;
    for (;;) {
        const known = mirror.complete && !mirror.away;
        const running = [...runningJobs(jobs), ...runningPods(pods)];
        if (known && running.length === 0) {
            return;
        }
        const line = known
            ? `waiting for ${running.join(", ")}`
            : mirror.away && `${mirror.away.message}; trying again`;
        if (performance.now() >= endsAt) {
            const why = line ?? `${client.cluster} was not read to the end`;
            throw new Error(tooLong(why, wanted.namespace, options.deadlineSeconds));
        }
        if (line && line !== lastLine) {
            lastLine = line;
            options.onProgress(line);
        }
        await mirror.wait(POLL_MS);
    }
}

function runningJobs(jobs: ReadonlyMap<string, JobFacts>): string[] {
    return [...jobs.values()].filter((job) => !isFinished(job)).map(({ name }) => `job/${name}`);
}

function runningPods(pods: ReadonlyMap<string, PodFacts>): string[] {
    return [...pods.values()]
        .filter(({ owner }) => owner?.kind === "Job")
        .filter(({ phase }) => phase !== "Succeeded" && phase !== "Failed")
        .map(({ name, deletedAt }) => `pod/${name}${deletedAt === undefined ? "" : " (ending)"}`);
}

function isFinished({ complete, failure }: JobFacts): boolean {
    return complete || failure !== undefined;
}

function tooLong(line: string, namespace: string, seconds: number): string {
    return (
        `an earlier run did not end within ${seconds} s: ${line}. Two runs are never started simultaneously; look at it with ` +
        `"kubectl -n ${namespace} get jobs,pods", and delete it if it hangs`
    );
}
