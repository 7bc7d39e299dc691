// Ends the pods of pre-pulls on nodes that were let in, and brings them back. The DaemonSets and their names stay.
import { awaitedNodes } from "../../model/gate/joining";
import { awayFrom, letInLabels } from "../../model/nodes/letIn";
import type { NodeSelection } from "../../model/nodes/selection";
import { isLetIn } from "../../model/nodes/startupTaint";
import { type ClusterAccess, type KubernetesClient, kubernetesClient } from "../cluster/client";
import { listed } from "../cluster/cluster";
import { collected } from "../cluster/lists";
import { called } from "../cluster/request";
import { NODES } from "../cluster/resources";

export interface PrepullEnd {
    readonly access: ClusterAccess;
    readonly namespace: string;
    readonly daemonSets: readonly string[];
    /** Of the pre-pulls. */
    readonly selection: NodeSelection;
    readonly startupTaint?: string;
    readonly signal?: AbortSignal;
}

/** Returns how many nodes the pods leave now; each further one loses them when it is let in. Rejects with a ClusterError. */
export async function endPrepulls(end: PrepullEnd): Promise<number> {
    const client = await kubernetesClient(end.access);
    const nodes = await collected(listed(client, NODES, {}, end.signal));
    const selected = awaitedNodes({ ...end, nodes });
    const affinity = awayFrom(letInLabels(selected));
    for (const name of end.daemonSets) {
        await setAffinity(client, end.namespace, name, affinity);
    }
    return selected.filter(isLetIn).length;
}

/** Puts the pods onto every node of the selection again: a gate that waits needs them all. Rejects with a ClusterError. */
export function bringBack(client: KubernetesClient, namespace: string, daemonSet: string): Promise<void> {
    return setAffinity(client, namespace, daemonSet, null);
}

async function setAffinity(
    client: KubernetesClient,
    namespace: string,
    name: string,
    affinity: ReturnType<typeof awayFrom> | null,
): Promise<void> {
    const { PatchStrategy, setHeaderOptions } = await import("@kubernetes/client-node");
    // A manager of its own: Pulumi's server-side apply leaves the fields of others as they are.
    const fieldManager = "aks-image-delivery-keep";
    const request = { name, namespace, fieldManager, body: { spec: { template: { spec: { affinity } } } } };
    const options = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);
    const asked = { verb: "patch", resource: "daemonsets", namespace, name } as const;
    await called(client, asked, () => client.apps.patchNamespacedDaemonSet(request, options));
}
