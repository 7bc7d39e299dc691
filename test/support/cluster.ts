// A shop's cluster as the verbs meet it: pods that run, that pull, and that cannot.

import { ApiServer } from "./apiServer";
import { IMAGE } from "./images";
import type { StoredObject } from "./objectStore";
import { event, job, jobPod, NAMESPACE, node } from "./objects";

export const NOT_FOUND = `rpc error: code = NotFound desc = failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;

export async function startCluster(): Promise<ApiServer> {
    const server = await ApiServer.start();
    server.store.put("namespaces", { metadata: { name: NAMESPACE } });
    server.store.put("nodes", node("n1"));
    return server;
}

export function access(server: ApiServer): string[] {
    return ["--kubeconfig", server.kubeconfig, "-n", NAMESPACE];
}

const REPLICA_SET = { kind: "ReplicaSet", name: "web-1", uid: "uid-web-1", controller: true };

interface Different {
    readonly owner?: object;
    readonly namespace?: string;
    readonly waiting?: { readonly reason: string; readonly message?: string };
}

function pod(name: string, phase: string, state: object, { owner = REPLICA_SET, namespace = NAMESPACE }: Different) {
    return {
        metadata: {
            name,
            namespace,
            uid: `uid-${name}`,
            creationTimestamp: new Date().toISOString(),
            ...{ ownerReferences: [owner] },
        },
        spec: { nodeName: "n1", containers: [{ name: "app", image: IMAGE }] },
        status: { phase, containerStatuses: [{ name: "app", state, ready: phase === "Running", restartCount: 0 }] },
    };
}

export function runningPod(name: string, different: Different = {}): StoredObject {
    return pod(name, "Running", { running: {} }, different);
}

/** Since now, as far as its events go. */
export function pullingPod(server: ApiServer, name: string, different: Different = {}): void {
    server.store.put("pods", pod(name, "Pending", { waiting: { reason: "ContainerCreating" } }, different));
    tell(server, name, "Pulling", `Pulling image "${IMAGE}"`);
}

export function stuckPod(server: ApiServer, name: string, different: Different = {}): void {
    const waiting = different.waiting ?? { reason: "ErrImagePull", message: NOT_FOUND };
    server.store.put("pods", pod(name, "Pending", { waiting }, different));
    tell(server, name, "Failed", `Failed to pull image "${IMAGE}": ${waiting.message}`);
}

export function tell(server: ApiServer, podName: string, reason: string, message: string, at?: number): void {
    const stored = event({ kind: "Pod", name: podName, uid: `uid-${podName}` }, reason, message, at);
    server.store.put("events", { ...stored, source: { host: "n1" } });
}

/** The owner reference of a pod of that Job. */
export function ownedBy(jobName: string): object {
    return { kind: "Job", name: jobName, uid: `uid-jobs-${jobName}`, controller: true };
}

export { job, jobPod, NAMESPACE };

/** Every request that would change the cluster, as `DELETE /api/v1/...`. Access reviews change nothing. */
export function writes({ requests }: ApiServer): string[] {
    return requests
        .filter(({ method, path }) => method !== "GET" && !path.endsWith("/selfsubjectaccessreviews"))
        .map(({ method, path }) => `${method} ${path}`);
}
