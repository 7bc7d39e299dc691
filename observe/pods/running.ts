// Deployments and Jobs as the API server has them, with what their pods really run and which Services select them.
import type { V1Job, V1Service } from "@kubernetes/client-node";
import { chartPart } from "../../model/adopt/chart";
import type { RunningWorkload } from "../../model/adopt/rollout";
import type { RunningService } from "../../model/adopt/services";
import { selectorText } from "../../model/kubernetes/labels";
import { type Fields, fieldsAt } from "../../model/workload/fields";
import type { KubernetesClient } from "../cluster/client";
import { listed, listPods } from "../cluster/cluster";
import { collected, unlessForbidden } from "../cluster/lists";
import { milliseconds } from "../cluster/milliseconds";
import { getJson } from "../cluster/request";
import type { Resource } from "../cluster/resources";

export type WorkloadName = Pick<RunningWorkload, "kind" | "namespace" | "name">;

const PATHS = {
    Deployment: { root: "/apis/apps/v1", plural: "deployments" },
    Job: { root: "/apis/batch/v1", plural: "jobs" },
} as const;

interface ReadWorkload {
    readonly metadata?: Fields;
    readonly spec?: Fields;
    readonly status?: V1Job["status"];
}

/** Rejects with a ClusterError. */
export async function runningWorkload(client: KubernetesClient, workload: WorkloadName): Promise<RunningWorkload> {
    const { kind, namespace, name } = workload;
    const { root, plural } = PATHS[kind];
    const path = `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
    const asked = { verb: "get", resource: plural, namespace, name } as const;
    const { metadata, spec, status } = await getJson<ReadWorkload>(client, { path, asked });
    return { ...workload, spec: spec ?? {}, ranSeconds: seconds(status), chart: chartPart(metadata ?? {}) };
}

function seconds(status: V1Job["status"]): number | undefined {
    const [start, end] = [milliseconds(status?.startTime), milliseconds(status?.completionTime)];
    return start === undefined || end === undefined ? undefined : Math.ceil((end - start) / 1000);
}

/**
 * The digests that the workload's pods run, by the images that they name. Left out where pods differ: then a tag was moved.
 * Rejects with a ClusterError, but not where pods may not be read.
 */
export async function runningDigests(
    client: KubernetesClient,
    workload: RunningWorkload,
): Promise<Map<string, string>> {
    const { namespace, spec } = workload;
    const labels = fieldsAt(fieldsAt(spec, "selector"), "matchLabels") as Record<string, string>;
    const labelSelector = selectorText(labels);
    const found = new Map<string, Set<string>>();
    const pods =
        labelSelector === "" ? [] : await collected(unlessForbidden(listPods(client, { namespace, labelSelector })));
    for (const { image, imageId } of pods.flatMap(({ containers }) => containers)) {
        const [, digest] = /@(sha256:[0-9a-f]{64})$/.exec(imageId ?? "") ?? [];
        if (digest !== undefined) {
            found.set(image, (found.get(image) ?? new Set()).add(digest));
        }
    }
    return new Map(
        [...found].flatMap(([image, digests]) => {
            const [digest] = digests;
            return digests.size === 1 && digest !== undefined ? [[image, digest] as const] : [];
        }),
    );
}

const SERVICES: Resource<RunningService> = {
    plural: "services",
    root: "/api/v1",
    facts: ({ metadata, spec }: V1Service) => ({ name: metadata?.name ?? "", selector: spec?.selector ?? {} }),
};

/** Rejects with a ClusterError; none where they may not be read. */
export async function runningServices(client: KubernetesClient, namespace: string): Promise<RunningService[]> {
    return collected(unlessForbidden(listed(client, SERVICES, { namespace })));
}

const AUTOSCALERS: Resource<{ readonly name: string; readonly target: string }> = {
    plural: "horizontalpodautoscalers",
    root: "/apis/autoscaling/v2",
    facts: ({ metadata, ...object }) => {
        const { kind, name } = fieldsAt(fieldsAt(object as Fields, "spec"), "scaleTargetRef");
        return { name: metadata.name ?? "", target: `${kind}/${name}` };
    },
};

/** Names of the autoscalers of a Deployment. Rejects with a ClusterError; none where they may not be read. */
export async function autoscalersOf(client: KubernetesClient, { namespace, name }: WorkloadName): Promise<string[]> {
    const all = await collected(unlessForbidden(listed(client, AUTOSCALERS, { namespace })));
    return all.flatMap((one) => (one.target === `Deployment/${name}` ? [one.name] : []));
}

const DEPLOYMENTS: Resource<string> = {
    plural: "deployments",
    root: "/apis/apps/v1",
    facts: ({ metadata }) => metadata.name ?? "",
};

/** Rejects with a ClusterError; none where they may not be listed. */
export async function deploymentNames(client: KubernetesClient, namespace: string): Promise<string[]> {
    return collected(unlessForbidden(listed(client, DEPLOYMENTS, { namespace })));
}
