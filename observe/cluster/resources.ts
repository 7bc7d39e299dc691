// The resources that are read from a cluster: where each is served, and how its objects become facts.
import type { V1ObjectMeta } from "@kubernetes/client-node";
import type { EventFacts, JobFacts, NodeFacts, PodFacts } from "../../model/kubernetes/facts";
import { eventFacts, jobFacts, nodeFacts } from "./facts";
import { podFacts } from "./podFacts";

export interface Resource<Facts> {
    /** Plural name, as permissions spell it. */
    readonly plural: string;
    /** `/api/v1` or `/apis/<group>/<version>`. */
    readonly root: string;
    readonly facts: (object: ApiObject) => Facts;
    /** Objects in one answer; what kubectl asks for by default, 500. */
    readonly pageSize?: number;
}

/** An object as the API server writes it. */
export interface ApiObject {
    readonly metadata: V1ObjectMeta;
}

/** Which objects of a resource. Without a namespace: all namespaces. */
export interface Selection {
    readonly namespace?: string;
    readonly labelSelector?: string;
    readonly fieldSelector?: string;
}

export const PODS: Resource<PodFacts> = { plural: "pods", root: "/api/v1", facts: podFacts };
export const EVENTS: Resource<EventFacts> = {
    plural: "events",
    root: "/api/v1",
    facts: (object) => eventFacts(object as Parameters<typeof eventFacts>[0]),
    // A kilobyte each, and ten times as many as pods: fewer requests than by 500, and less memory than by 2,000.
    pageSize: 1_000,
};
export const NODES: Resource<NodeFacts> = { plural: "nodes", root: "/api/v1", facts: nodeFacts };
export const JOBS: Resource<JobFacts> = { plural: "jobs", root: "/apis/batch/v1", facts: jobFacts };
/** What is read of them differs from one reader to the next. */
export const DAEMON_SETS: Omit<Resource<never>, "facts"> = { plural: "daemonsets", root: "/apis/apps/v1" };

/** The path of the list, which is the path of its watch too. */
export function listPath({ root, plural }: Omit<Resource<never>, "facts">, namespace: string | undefined): string {
    return `${root}${namespace ? `/namespaces/${encodeURIComponent(namespace)}` : ""}/${plural}`;
}
