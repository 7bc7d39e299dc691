// The stack that created an object.
import type { V1ObjectMeta } from "@kubernetes/client-node";
import { OWNER_ANNOTATION } from "../../model/kubernetes/labels";
import { type ClusterAccess, kubernetesClient } from "./client";
import { getJson } from "./request";
import { listPath } from "./resources";

export interface ObjectName {
    readonly kind: "DaemonSet" | "Deployment" | "Job" | "Service";
    readonly namespace: string;
    readonly name: string;
}

const SERVED: Readonly<Record<ObjectName["kind"], { readonly root: string; readonly plural: string }>> = {
    DaemonSet: { root: "/apis/apps/v1", plural: "daemonsets" },
    Deployment: { root: "/apis/apps/v1", plural: "deployments" },
    Job: { root: "/apis/batch/v1", plural: "jobs" },
    Service: { root: "/api/v1", plural: "services" },
};

/** Undefined where there is no such object, where it has no mark, and where it cannot be read: who may not read it cannot take it over. */
export async function ownerOf(
    access: ClusterAccess,
    { kind, namespace, name }: ObjectName,
): Promise<string | undefined> {
    const { root, plural } = SERVED[kind];
    const path = `${listPath({ root, plural }, namespace)}/${encodeURIComponent(name)}`;
    const asked = { verb: "get", resource: plural, namespace, name } as const;
    try {
        const { metadata } = await getJson<{ metadata: V1ObjectMeta }>(await kubernetesClient(access), { path, asked });
        return metadata.annotations?.[OWNER_ANNOTATION];
    } catch {
        return undefined;
    }
}
