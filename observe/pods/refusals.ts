// Whether workloads that were refused their pods still miss some: their events outlive the refusal by an hour.
import type { EventFacts } from "../../model/kubernetes/facts";
import type { WorkloadState } from "../../model/pods/refusals";
import type { KubernetesClient } from "../cluster/client";
import { ClusterError } from "../cluster/errors";
import { getJson } from "../cluster/request";
import type { ApiObject } from "../cluster/resources";

/** Of more workloads than that, the events alone tell: one policy may refuse a thousand. */
const MOST_READ = 50;

/** The state of each workload that the events are about, by its uid. */
export async function workloadStates(
    client: KubernetesClient,
    events: readonly EventFacts[],
): Promise<ReadonlyMap<string, WorkloadState>> {
    const newestFirst = [...events].sort((a, b) => b.lastAt - a.lastAt);
    const named = [...new Map(newestFirst.map((event) => [event.objectUid, event])).values()].slice(0, MOST_READ);
    const states = await Promise.all(
        named.map(async (event): Promise<[string, WorkloadState]> => [event.objectUid, await stateOf(client, event)]),
    );
    return new Map(states);
}

const ROOTS: Readonly<Record<string, readonly [string, string]>> = {
    ReplicaSet: ["/apis/apps/v1", "replicasets"],
    StatefulSet: ["/apis/apps/v1", "statefulsets"],
    DaemonSet: ["/apis/apps/v1", "daemonsets"],
    ReplicationController: ["/api/v1", "replicationcontrollers"],
    Job: ["/apis/batch/v1", "jobs"],
};

async function stateOf(client: KubernetesClient, event: EventFacts): Promise<WorkloadState> {
    const { kind, namespace, name, objectUid } = event;
    const [root, plural] = ROOTS[kind] ?? [];
    if (root === undefined || plural === undefined) {
        return { state: "unreadable" };
    }
    const path = `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
    try {
        const asked = { verb: "get", resource: plural, namespace, name } as const;
        const object = await getJson<Workload>(client, { path, asked });
        const { uid, deletionTimestamp, ownerReferences: [owner] = [] } = object.metadata;
        const gone = uid !== objectUid || deletionTimestamp !== undefined;
        const state = gone ? "gone" : missesPods(kind, object) ? "missesPods" : "complete";
        return { state, ...(owner && { owner: { kind: owner.kind, name: owner.name } }) };
    } catch (error) {
        if (!(error instanceof ClusterError) || (error.kind !== "notFound" && error.kind !== "forbidden")) {
            throw error;
        }
        return { state: error.kind === "notFound" ? "gone" : "unreadable" };
    }
}

interface Workload extends ApiObject {
    readonly spec?: { readonly replicas?: number; readonly suspend?: boolean };
    readonly status?: {
        readonly replicas?: number;
        readonly desiredNumberScheduled?: number;
        readonly currentNumberScheduled?: number;
        readonly active?: number;
        readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    };
}

function missesPods(kind: string, { spec = {}, status = {} }: Workload): boolean {
    if (kind === "Job") {
        const ended = status.conditions?.some(
            ({ type, status: is }) => (type === "Complete" || type === "Failed") && is === "True",
        );
        return !ended && !spec.suspend && (status.active ?? 0) === 0;
    }
    return kind === "DaemonSet"
        ? (status.currentNumberScheduled ?? 0) < (status.desiredNumberScheduled ?? 1)
        : (status.replicas ?? 0) < (spec.replicas ?? 1);
}
