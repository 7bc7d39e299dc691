// What a team's platform people prepare before the first rollout: the namespace, and a claim for the sample's database.
import { apply } from "../platform/kubernetes/kubectl";
import { ensureVolume, STORAGE_CLASS } from "../platform/kubernetes/volumes";

/** Creates the namespace, under Pod Security "restricted", with a claim `database` on a volume of its own. */
export async function prepareNamespace(name: string): Promise<void> {
    const volumeName = `${name}-database`;
    await ensureVolume(volumeName);
    const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
    await apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } }, claim(name, volumeName)]);
}

function claim(namespace: string, volumeName: string): object {
    return {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: "database", namespace },
        spec: {
            storageClassName: STORAGE_CLASS,
            volumeName,
            accessModes: ["ReadWriteOnce"],
            resources: { requests: { storage: "1Gi" } },
        },
    };
}
