// Whether an object is still the same one: a replaced Job is a migration that runs again, a new ReplicaSet a rollout of all pods.
import { objects } from "../support/cluster";

/** The uids of all that a stack runs in a namespace, by kind and name. */
export async function identities(namespace: string): Promise<Record<string, string>> {
    const found = await objects(namespace, "daemonsets,configmaps,jobs,deployments,replicasets");
    return Object.fromEntries(
        found
            .filter(({ metadata }) => metadata.name !== "kube-root-ca.crt")
            .map(({ kind, metadata }) => [`${kind} ${metadata.name}`, metadata.uid]),
    );
}
