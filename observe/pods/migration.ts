// Reads all there is about one migration: its Job, its pods, the events of both, the end of its log.
import type { EventFacts, JobFacts } from "../../model/kubernetes/facts";
import { hasLabels, labels, Role } from "../../model/kubernetes/labels";
import { isPodNameOf } from "../../model/kubernetes/names";
import type { MigrationView } from "../../model/migration/obstacle";
import { eventsByObject } from "../../model/pulls/imagePulls";
import type { KubernetesClient } from "../cluster/client";
import { listEvents, listJobs, listNodes, podsOfJob } from "../cluster/cluster";
import { ClusterError } from "../cluster/errors";
import { collected, unlessForbidden } from "../cluster/lists";
import { clusterAheadMs } from "../cluster/time";
import { declaredSizes } from "./declaredSizes";
import { jobLogTail } from "./logs";

/** The newest Job of this name or of the MigrationJob of this name, and the names of all Jobs that are there. */
export async function migrationJob(
    client: KubernetesClient,
    namespace: string,
    name: string,
): Promise<{ job: JobFacts | undefined; names: string[] }> {
    const jobs = await collected(listJobs(client, { namespace }));
    const ofMigration = labels(Role.Migration, name);
    const ofName = jobs.filter((job) => job.name === name);
    const found = ofName.length > 0 ? ofName : jobs.filter((job) => hasLabels(job.labels, ofMigration));
    const [job] = found.sort((a, b) => b.createdAt - a.createdAt);
    return { job, names: jobs.map((one) => one.name) };
}

export async function migrationView(client: KubernetesClient, job: JobFacts, logLines: number): Promise<MigrationView> {
    const { namespace } = job;
    const pods = await podsOfJob(client, job);
    const nodes = await collected(unlessForbidden(listNodes(client)));
    const jobEvents: EventFacts[] = [];
    for await (const event of listEvents(client, { namespace })) {
        if (isAbout(event, job)) {
            jobEvents.push(event);
        }
    }
    return {
        job,
        pods,
        jobEvents,
        events: eventsByObject(jobEvents),
        nodes: new Map(nodes.map((node) => [node.name, node])),
        sizes: await declaredSizes(client, namespace),
        now: Date.now() + (await clusterAheadMs(client)),
        log: await logOf(client, job, logLines),
    };
}

/** Pods of a Job are named after it. Older events are about an earlier Job of the name. */
function isAbout({ kind, name, objectUid, lastAt }: EventFacts, job: JobFacts): boolean {
    return objectUid === job.uid || (kind === "Pod" && isPodNameOf(job.name, name) && lastAt >= job.createdAt);
}

/** Without the log the rest is still worth telling. */
async function logOf(client: KubernetesClient, job: JobFacts, lines: number): Promise<string[]> {
    try {
        return await jobLogTail(client, job, lines);
    } catch (error) {
        if (error instanceof ClusterError) {
            return [`(cannot be read: ${error.message})`];
        }
        throw error;
    }
}
