// Reads a workload and restarts it, as `kubectl rollout restart` does.
import type { V1Container, V1PodSpec } from "@kubernetes/client-node";
import type { RestartContainer, RestartView } from "../../model/pods/restart";
import type { KubernetesClient } from "../cluster/client";
import { called, getJson } from "../cluster/request";

export type Workloads = "deployments" | "statefulsets" | "daemonsets";

export interface WorkloadName {
    readonly plural: Workloads;
    readonly namespace: string;
    readonly name: string;
}

interface Workload {
    readonly spec?: {
        readonly paused?: boolean;
        readonly strategy?: { readonly type?: string };
        readonly updateStrategy?: { readonly type?: string };
        readonly template?: { readonly spec?: V1PodSpec };
    };
}

/** Rejects with a ClusterError. */
export async function restartView(client: KubernetesClient, workload: WorkloadName): Promise<RestartView> {
    const { plural, namespace, name } = workload;
    const path = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
    const { spec } = await getJson<Workload>(client, {
        path,
        asked: { verb: "get", resource: plural, namespace, name },
    });
    return {
        containers: restartContainers(spec?.template?.spec),
        paused: spec?.paused ?? false,
        strategy: (spec?.strategy ?? spec?.updateStrategy)?.type,
    };
}

function restartContainers(spec: V1PodSpec | undefined): RestartContainer[] {
    const containers: V1Container[] = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
    return [
        ...containers.map(({ image = "", imagePullPolicy }) => ({ image, pullPolicy: imagePullPolicy })),
        ...(spec?.volumes ?? []).flatMap(({ image }) =>
            image ? [{ image: image.reference ?? "", pullPolicy: image.pullPolicy }] : [],
        ),
    ];
}

/** Sets the annotation that kubectl sets too, so that either sees the other's restart. Rejects with a ClusterError. */
export async function restart(client: KubernetesClient, workload: WorkloadName, at: Date): Promise<void> {
    const { plural, namespace, name } = workload;
    const { PatchStrategy, setHeaderOptions } = await import("@kubernetes/client-node");
    const annotations = { "kubectl.kubernetes.io/restartedAt": at.toISOString() };
    const request = { name, namespace, body: { spec: { template: { metadata: { annotations } } } } };
    const options = setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch);
    const patch = {
        deployments: () => client.apps.patchNamespacedDeployment(request, options),
        statefulsets: () => client.apps.patchNamespacedStatefulSet(request, options),
        daemonsets: () => client.apps.patchNamespacedDaemonSet(request, options),
    };
    await called<object>(client, { verb: "patch", resource: plural, namespace, name }, patch[plural]);
}
