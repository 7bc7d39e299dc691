// Pods of test pulls whose run has died (SIGKILL, a lost machine) before it could remove them.
import { hostname } from "node:os";
import type { V1Pod } from "@kubernetes/client-node";
import { selectorText } from "../../model/kubernetes/labels";
import type { KubernetesClient } from "../cluster/client";
import { listed } from "../cluster/cluster";
import { milliseconds } from "../cluster/milliseconds";
import { PODS, type Resource } from "../cluster/resources";
import { HOST_ANNOTATION, PROCESS_ANNOTATION, TEST_PULL_LABELS } from "./pod";

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
