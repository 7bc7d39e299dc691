// Jobs that run: what a migration waits for before it starts, so that two never run at once.
import type { JobFacts, PodFacts } from "../model/facts";
import { listJobs } from "./cluster";
import { type ClusterAccess, type KubernetesClient, kubernetesClient } from "./kubeClient";
import { Mirror } from "./mirror";
import { withRole } from "./permissions";
import { JOBS, PODS } from "./resources";

export type Labels = Readonly<Record<string, string>>;

export interface WaitOptions {
    /** Seconds after which the wait ends with an error. */
    readonly deadlineSeconds: number;
    /** Is told what is being waited for, whenever that changes. */
    readonly onProgress: (line: string) => void;
    readonly signal?: AbortSignal;
}

const POLL_MS = 100;

/** The Jobs with these labels that have neither succeeded nor failed. Rejects with a ClusterError. */
export async function unfinishedJobs(access: ClusterAccess, namespace: string, labels: Labels): Promise<JobFacts[]> {
    const client = await kubernetesClient(access);
    const unfinished: JobFacts[] = [];
    for await (const job of listJobs(client, { namespace, labelSelector: selector(labels) })) {
        if (!isFinished(job)) {
            unfinished.push(job);
        }
    }
    return unfinished;
}

/**
 * Resolves when no Job with these labels runs, besides `exceptName`, and no pod of one either: a Job that failed or was
 * deleted may leave a pod that is still ending. Pods are known by the same labels, so the Job's pod template must carry them.
 * An API server that restarts meanwhile is waited for. Rejects with an Error that names what still runs at the deadline.
 */
export async function waitForNoRunningJobs(
    access: ClusterAccess,
    namespace: string,
    labels: Labels,
    exceptName: string | undefined,
    options: WaitOptions,
): Promise<void> {
    const client = await kubernetesClient(access);
    const mirror = new Mirror(client, options.signal);
    try {
        await noneRuns(mirror, client, { namespace, labels, exceptName }, options);
    } catch (error) {
        throw withRole(error, ROLE);
    } finally {
        await mirror.close();
    }
}

const ROLE = {
    who: "the wait for an earlier migration",
    role: "image-delivery-migration",
    resources: ["jobs.batch", "pods"],
};

interface Wanted {
    readonly namespace: string;
    readonly labels: Labels;
    readonly exceptName: string | undefined;
}

async function noneRuns(mirror: Mirror, client: KubernetesClient, wanted: Wanted, options: WaitOptions): Promise<void> {
    const { namespace, labels, exceptName } = wanted;
    const chosen = { namespace, labelSelector: selector(labels) };
    const jobs = mirror.keep({ resource: JOBS, ...chosen });
    const pods = mirror.keep({ resource: PODS, ...chosen });
    const endsAt = performance.now() + options.deadlineSeconds * 1000;
    let said: string | undefined;
    for (;;) {
        const known = mirror.complete && !mirror.away;
        const running = [...runningJobs(jobs, exceptName), ...runningPods(pods, exceptName)];
        if (known && running.length === 0) {
            return;
        }
        const line = known
            ? `waiting for ${running.join(", ")}`
            : mirror.away && `${mirror.away.message}; trying again`;
        if (performance.now() >= endsAt) {
            const why = line ?? `${client.cluster} was not read to the end`;
            throw new Error(tooLong(why, namespace, options.deadlineSeconds));
        }
        if (line && line !== said) {
            said = line;
            options.onProgress(line);
        }
        await mirror.wait(POLL_MS);
    }
}

function runningJobs(jobs: ReadonlyMap<string, JobFacts>, exceptName: string | undefined): string[] {
    return [...jobs.values()]
        .filter((job) => job.name !== exceptName && !isFinished(job))
        .map(({ name }) => `job/${name}`);
}

function runningPods(pods: ReadonlyMap<string, PodFacts>, exceptName: string | undefined): string[] {
    return [...pods.values()]
        .filter(({ owner }) => owner?.kind === "Job" && owner.name !== exceptName)
        .filter(({ phase }) => phase !== "Succeeded" && phase !== "Failed")
        .map(({ name, deletedAt }) => `pod/${name}${deletedAt === undefined ? "" : " (ending)"}`);
}

function isFinished({ complete, failure }: JobFacts): boolean {
    return complete || failure !== undefined;
}

function tooLong(line: string, namespace: string, seconds: number): string {
    return (
        `an earlier run did not end within ${seconds} s: ${line}. Two runs at once are never started; look at it with ` +
        `"kubectl -n ${namespace} get jobs,pods", and delete it if it hangs`
    );
}

function selector(labels: Labels): string {
    return Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(",");
}
