// The sizes of images as the records of finished pre-pulls declare them.
import type { V1ConfigMap } from "@kubernetes/client-node";
import { PACKAGE, Role } from "../components/objects";
import { listed } from "./cluster";
import type { KubernetesClient } from "./kubeClient";
import type { Resource } from "./resources";
import { unlessForbidden } from "./unlessForbidden";

interface SizeRecord {
    readonly reference: string;
    readonly bytes: number;
}

const RECORDS: Resource<SizeRecord> = {
    plural: "configmaps",
    root: "/api/v1",
    facts: (object) => {
        const { reference = "", size } = (object as V1ConfigMap).data ?? {};
        return { reference, bytes: Number(size) };
    },
};

const LABELS = `app.kubernetes.io/component=${Role.PrepullRecord},app.kubernetes.io/managed-by=${PACKAGE}`;

/** Bytes by reference. None where ConfigMaps may not be read: a size only sharpens what else is known. */
export async function declaredSizes(client: KubernetesClient, namespace?: string): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for await (const { reference, bytes } of unlessForbidden(
        listed(client, RECORDS, { namespace, labelSelector: LABELS }),
    )) {
        if (Number.isFinite(bytes)) {
            sizes.set(reference, bytes);
        }
    }
    return sizes;
}
