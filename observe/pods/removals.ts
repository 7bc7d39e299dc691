// Deletes what was named, and nothing else: an object that has changed since is looked at again before it goes.
import type { V1Job } from "@kubernetes/client-node";
import { isRemovable } from "../../model/pods/removable";
import type { Removal } from "../../model/pods/unstick";
import type { KubernetesClient } from "../cluster/client";
import { type Asked, ClusterError } from "../cluster/errors";
import { jobFacts } from "../cluster/facts";
import { podFacts } from "../cluster/podFacts";
import { called, getJson } from "../cluster/request";
import type { ApiObject } from "../cluster/resources";

export type RemovalResult =
    | "removed"
    /** It is gone already, or another object has its name. */
    | "gone"
    /** It is no longer stuck. */
    | "healed";

/** A stuck pod's status changes whenever the kubelet tries again, which no attempt of ours may hit every time. */
const ATTEMPTS = 5;

/** Never by force: the kubelet ends what runs. Rejects with a ClusterError. */
export async function remove(client: KubernetesClient, removal: Removal): Promise<RemovalResult> {
    const asked: Asked = {
        verb: removal.how === "evict" ? "create" : "delete",
        resource: removal.how === "evict" ? "pods/eviction" : `${removal.kind}s`,
        namespace: removal.namespace,
        name: removal.name,
    };
    for (let attempt = 1; ; attempt += 1) {
        const object = await current(client, removal);
        if (object?.metadata.uid !== removal.uid || object.metadata.deletionTimestamp) {
            return "gone";
        }
        if (!isStillStuck(removal, object)) {
            return "healed";
        }
        try {
            await called(client, asked, () => send(client, removal, object.metadata.resourceVersion));
            return "removed";
        } catch (error) {
            if ((error as ClusterError).code !== 409 || attempt === ATTEMPTS) {
                throw error;
            }
        }
    }
}

async function current(client: KubernetesClient, removal: Removal): Promise<ApiObject | undefined> {
    const { kind, namespace, name } = removal;
    const [root, plural] = kind === "pod" ? ["/api/v1", "pods"] : ["/apis/batch/v1", "jobs"];
    const path = `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
    try {
        return await getJson<ApiObject>(client, { path, asked: { verb: "get", resource: plural, namespace, name } });
    } catch (error) {
        if (error instanceof ClusterError && error.kind === "notFound") {
            return undefined;
        }
        throw error;
    }
}

function isStillStuck({ kind, named }: Removal, object: ApiObject): boolean {
    return kind === "pod" ? isRemovable(podFacts(object), named) : jobFacts(object as V1Job).failure !== undefined;
}

async function send({ core, batch }: KubernetesClient, removal: Removal, resourceVersion?: string): Promise<void> {
    const { kind, how, namespace, name, uid } = removal;
    const preconditions = { uid, resourceVersion };
    if (how === "evict") {
        const eviction = { metadata: { name, namespace }, deleteOptions: { preconditions } };
        await core.createNamespacedPodEviction({ name, namespace, body: eviction });
    } else if (kind === "pod") {
        await core.deleteNamespacedPod({ name, namespace, body: { preconditions } });
    } else {
        // Not the API's default for all clients: its pods would be left behind.
        const body = { preconditions, propagationPolicy: "Background" };
        await batch.deleteNamespacedJob({ name, namespace, body });
    }
}
