// Deletes pods by their names, and does not give up at the first answer that fails.
import { setTimeout as sleep } from "node:timers/promises";
import type { KubernetesClient } from "../cluster/client";
import { ClusterError, clusterError } from "../cluster/errors";
import { backOffMs } from "../follow/backOff";

/** Requests at a time: a cluster of thousands of nodes is not asked for all at once. */
const GROUP = 25;
const ATTEMPTS = 6;

/** Pods that are gone already, or never came to be, are no fault. Rejects with a ClusterError, after all were tried. */
export async function deletePods(client: KubernetesClient, namespace: string, names: readonly string[]): Promise<void> {
    await inGroups(names, (name) => deletePod(client, namespace, name));
}

async function deletePod(client: KubernetesClient, namespace: string, name: string): Promise<void> {
    const asked = { verb: "delete", resource: "pods", namespace, name } as const;
    for (let failures = 1; ; failures += 1) {
        try {
            await client.core.deleteNamespacedPod({ namespace, name });
            return;
        } catch (caught) {
            const error = clusterError(caught, asked, client.cluster);
            const { kind, heals } = error instanceof ClusterError ? error : { kind: undefined, heals: false };
            if (kind === "notFound") {
                return;
            }
            if (!heals || failures === ATTEMPTS) {
                throw error;
            }
            await sleep(backOffMs(failures));
        }
    }
}

/** Does it for all, some at a time. Rejects with the first error, once nothing is under way any more. */
export async function inGroups<Item>(items: readonly Item[], body: (item: Item) => Promise<void>): Promise<void> {
    const errors: unknown[] = [];
    for (let start = 0; start < items.length; start += GROUP) {
        const ended = await Promise.allSettled(items.slice(start, start + GROUP).map(body));
        errors.push(...ended.flatMap((one) => (one.status === "rejected" ? [one.reason] : [])));
    }
    if (errors.length > 0) {
        throw errors[0];
    }
}
