/** Storage without a provisioner: folders of this machine as persistent volumes. */
import * as fs from "node:fs";
import * as path from "node:path";
import { PLATFORM } from "../paths";
import { apply, change, read } from "./apiServer";

/** A claim names this class and the volume. */
export const STORAGE_CLASS = "local-folder";

/** Makes the volume available to a claim, also when an earlier claim on it was deleted; its files are kept. */
export async function ensureVolume(name: string): Promise<void> {
    const folder = path.join(PLATFORM, "volumes", name);
    fs.mkdirSync(folder, { recursive: true });
    // A host path keeps its owner, and the user of the image, whichever it is, has to write here.
    fs.chmodSync(folder, 0o777);
    const resource = `/api/v1/persistentvolumes/${name}`;
    await apply(resource, volume(name, folder));
    const { status } = await read<{ status?: { phase?: string } }>(resource);
    if (status?.phase === "Released") {
        const release = [{ op: "remove", path: "/spec/claimRef" }];
        await change("PATCH", resource, release, "application/json-patch+json");
    }
}

function volume(name: string, folder: string): object {
    return {
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name },
        spec: {
            storageClassName: STORAGE_CLASS,
            capacity: { storage: "1Gi" },
            accessModes: ["ReadWriteOnce"],
            persistentVolumeReclaimPolicy: "Retain",
            hostPath: { path: folder, type: "Directory" },
        },
    };
}
