// Calls of the Kubernetes client's typed APIs, with errors that people can read.

import type { KubernetesClient } from "../../observe/cluster/client";
import { type Asked, ClusterError, clusterError } from "../../observe/cluster/errors";

/** Rejects with a ClusterError. */
export async function ask<T>(client: KubernetesClient, asked: Asked, call: () => Promise<T>): Promise<T> {
    try {
        return await call();
    } catch (error) {
        throw clusterError(error, asked, client.cluster);
    }
}

/** Undefined where the object is not there. */
export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof ClusterError && error.kind === "notFound") {
            return undefined;
        }
        throw error;
    }
}
