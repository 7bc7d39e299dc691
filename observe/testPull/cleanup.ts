// Removes pods of test pulls, also those of a run that died (SIGKILL, a lost machine), and does not give up at the first failure.
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { V1Pod } from "@kubernetes/client-node";
import { selectorText } from "../../model/kubernetes/labels";
import type { KubernetesClient } from "../cluster/client";
import { listed } from "../cluster/cluster";
import { ClusterError, clusterError } from "../cluster/errors";
import { milliseconds } from "../cluster/milliseconds";
import { PODS, type Resource } from "../cluster/resources";
import { backOffMs } from "../follow/backOff";
import { HOST_ANNOTATION, PROCESS_ANNOTATION, TEST_PULL_LABELS } from "./pod";

/** Requests at a time: a cluster of thousands of nodes is not asked for all simultaneously. */
const GROUP = 25;
const ATTEMPTS = 6;

/** Pods that are gone already, or never came to be, are not a fault. Rejects with a ClusterError, after all were tried. */
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

interface TestPod {
    readonly name: string;
    readonly host?: string;
    readonly pid: number;
    /** When its run must have ended, whatever became of it. */
    readonly expiresAt: number;
}

const TEST_PODS: Resource<TestPod> = {
    ...PODS,
    facts: (object) => {
        const { metadata, spec } = object as V1Pod;
        const lifetime = (spec?.activeDeadlineSeconds ?? 0) * 1000;
        return {
            name: metadata?.name ?? "",
            host: metadata?.annotations?.[HOST_ANNOTATION],
            pid: Number(metadata?.annotations?.[PROCESS_ANNOTATION]),
            expiresAt: (milliseconds(metadata?.creationTimestamp) ?? 0) + lifetime,
        };
    },
};

const SELECTOR = selectorText(TEST_PULL_LABELS);

/** Names of the pods that no run waits for any more. Rejects with a ClusterError. */
export async function testPullLeftovers(client: KubernetesClient, namespace: string, now: number): Promise<string[]> {
    const left: string[] = [];
    for await (const pod of listed(client, TEST_PODS, { namespace, labelSelector: SELECTOR })) {
        const dead = pod.host === hostname() ? !runs(pod.pid) : now > pod.expiresAt;
        if (dead) {
            left.push(pod.name);
        }
    }
    return left;
}

function runs(pid: number): boolean {
    try {
        return Number.isSafeInteger(pid) && pid > 0 && process.kill(pid, 0);
    } catch (error) {
        // Not allowed to signal it, so it is there.
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
