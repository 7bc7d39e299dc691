// The stack that created an object.
import { OWNER_ANNOTATION } from "../../model/kubernetes/labels";
import { type ClusterAccess, type KubernetesClient, kubernetesClient } from "./client";

export interface ObjectName {
    readonly kind: "DaemonSet" | "Deployment" | "Job" | "Service";
    readonly namespace: string;
    readonly name: string;
}

/** Undefined where there is no such object, where it has no mark, and where it cannot be read: who may not read it cannot take it over. */
export async function ownerOf(access: ClusterAccess, object: ObjectName): Promise<string | undefined> {
    try {
        const { metadata } = await objectOf(await kubernetesClient(access), object);
        return metadata?.annotations?.[OWNER_ANNOTATION];
    } catch {
        return undefined;
    }
}

function objectOf(client: KubernetesClient, { kind, ...name }: ObjectName) {
    switch (kind) {
        case "DaemonSet":
            return client.apps.readNamespacedDaemonSet(name);
        case "Deployment":
            return client.apps.readNamespacedDeployment(name);
        case "Job":
            return client.batch.readNamespacedJob(name);
        case "Service":
            return client.core.readNamespacedService(name);
    }
}
