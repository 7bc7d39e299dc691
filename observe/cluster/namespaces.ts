// Which namespace a verb looks at. The API server answers a list of a namespace that does not exist as one that is empty.

import type { KubernetesClient } from "./client";
import { ClusterError } from "./errors";
import { getJson } from "./request";

/** The namespace that kubectl would take: the one given, the context's, or `default`. An empty one is none: its list would be that of all. */
export function homeNamespace({ config }: KubernetesClient, given: string | undefined): string {
    return given || config.getContextObject(config.getCurrentContext())?.namespace || "default";
}

/** Rejects with a ClusterError when there is no such namespace. Whoever may not read namespaces is believed. */
export async function requireNamespace(client: KubernetesClient, namespace: string): Promise<void> {
    const asked = { verb: "get", resource: "namespaces", name: namespace } as const;
    try {
        await getJson(client, { path: `/api/v1/namespaces/${encodeURIComponent(namespace)}`, asked });
    } catch (error) {
        if (error instanceof ClusterError && error.kind === "notFound") {
            const text = `${client.cluster} has no namespace "${namespace}"; see: kubectl get namespaces`;
            throw new ClusterError("notFound", text, asked, error.answer);
        }
        if (!(error instanceof ClusterError && error.kind === "forbidden")) {
            throw error;
        }
    }
}
