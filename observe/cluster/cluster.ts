// Lists of a cluster's objects as facts, one page in memory at a time, and what the user may do there.
import type { EventFacts, JobFacts, NodeFacts, PodFacts } from "../../model/kubernetes/facts";
import type { KubernetesClient } from "./client";
import type { Asked } from "./errors";
import { collected } from "./lists";
import { pages } from "./pages";
import { called } from "./request";
import { EVENTS, JOBS, NODES, PODS, type Resource, type Selection } from "./resources";

/**
 * The facts of every object that the selection names. Rejects with a ClusterError. An object that changes while the list
 * is read comes once, as it was when the list began.
 */
export async function* listed<Facts>(
    client: KubernetesClient,
    resource: Resource<Facts>,
    selection: Selection = {},
    signal?: AbortSignal,
): AsyncGenerator<Facts> {
    for await (const page of pages(client, resource, selection, signal)) {
        for (const object of page.items ?? []) {
            yield resource.facts(object);
        }
    }
}

type List<Facts> = (client: KubernetesClient, selection?: Selection, signal?: AbortSignal) => AsyncGenerator<Facts>;

export const listPods: List<PodFacts> = (client, ...rest) => listed(client, PODS, ...rest);
export const listEvents: List<EventFacts> = (client, ...rest) => listed(client, EVENTS, ...rest);
export const listNodes: List<NodeFacts> = (client, ...rest) => listed(client, NODES, ...rest);
export const listJobs: List<JobFacts> = (client, ...rest) => listed(client, JOBS, ...rest);

/** Rejects with a ClusterError. */
export function podsOfJob(
    client: KubernetesClient,
    { namespace, name }: Pick<JobFacts, "namespace" | "name">,
): Promise<PodFacts[]> {
    // The label without a prefix is set by every version of Kubernetes.
    return collected(listPods(client, { namespace, labelSelector: `job-name=${name}` }));
}

/** A permission as `kubectl auth can-i` asks for it. */
export interface Permission {
    readonly verb: Asked["verb"];
    /** Plural name. */
    readonly resource: string;
    /** Such as `eviction`. */
    readonly subresource?: string;
    /** API group; the core group by default. */
    readonly group?: string;
    readonly namespace?: string;
}

/** Those of the permissions that the user does not have. Rejects with a ClusterError. */
export async function checkAccess(client: KubernetesClient, permissions: readonly Permission[]): Promise<Permission[]> {
    const allowed = await Promise.all(permissions.map((permission) => mayDo(client, permission)));
    return permissions.filter((_, index) => !allowed[index]);
}

async function mayDo(client: KubernetesClient, { group = "", ...attributes }: Permission): Promise<boolean> {
    const body = { spec: { resourceAttributes: { ...attributes, group } } };
    const asked = { verb: "create", resource: "selfsubjectaccessreviews" } as const;
    const review = await called(client, asked, () => client.auth.createSelfSubjectAccessReview({ body }));
    return review.status?.allowed ?? false;
}
