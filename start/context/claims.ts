// The volume of the sample's database: a claim on the cluster's default StorageClass.
import type { V1StorageClass } from "@kubernetes/client-node";
import { imageKey, parseImageReference } from "../../model/image/reference";
import { selectorText } from "../../model/kubernetes/labels";
import { UserError } from "../../model/userError";
import { shellWord } from "../../observe/cluster/access";
import type { KubernetesClient } from "../../observe/cluster/client";
import { listed } from "../../observe/cluster/cluster";
import { collectedIfAllowed } from "../../observe/cluster/lists";
import type { Resource } from "../../observe/cluster/resources";
import { NAMESPACE, OURS } from "./namespace";
import { ask, unlessMissing } from "./requests";

const STORAGE_CLASSES: Resource<V1StorageClass> = {
    plural: "storageclasses",
    root: "/apis/storage.k8s.io/v1",
    facts: (object) => object as V1StorageClass,
};
const IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";
const PLURAL = "persistentvolumeclaims";

/**
 * A claim for each image. A volume of one node cannot be mounted on another while a pod holds it: the migration of a new
 * image would wait for the application of the old one, and that for the migration.
 */
export function claimName(image: string): string {
    return `database-${imageKey(parseImageReference(image))}`;
}

/** @throws UserError in a cluster where the claim would wait forever. */
export async function requireDefaultClass(client: KubernetesClient): Promise<void> {
    // Undefined for who may not read them: then the claim will show.
    const classes = await collectedIfAllowed(listed(client, STORAGE_CLASSES));
    if (classes === undefined || classes.some(({ metadata }) => metadata?.annotations?.[IS_DEFAULT] === "true")) {
        return;
    }
    const names = classes.map(({ metadata }) => metadata?.name).join(", ");
    const context = shellWord(client.config.getCurrentContext());
    const advice =
        names === ""
            ? "it has no StorageClass at all"
            : `it has ${names}; make one the default: kubectl --context ${context} annotate storageclass NAME ${IS_DEFAULT}=true`;
    throw new UserError(`${client.cluster} has no default StorageClass for the sample's database: ${advice}`);
}

/** One that exists is left as it is. */
export async function ensureClaim(client: KubernetesClient, name: string): Promise<void> {
    const named = { namespace: NAMESPACE, name };
    const reading = { verb: "get", resource: PLURAL, ...named } as const;
    const found = ask(client, reading, () => client.core.readNamespacedPersistentVolumeClaim(named));
    if ((await unlessMissing(found)) === undefined) {
        const creating = { verb: "create", resource: PLURAL, ...named } as const;
        const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
        const body = { metadata: { ...named, labels: OURS }, spec };
        await ask(client, creating, () => client.core.createNamespacedPersistentVolumeClaim({ ...named, body }));
    }
}

/** Removes those of earlier images, or all. Kubernetes keeps what a pod still uses until that has ended. */
export async function removeClaims(client: KubernetesClient, keep?: string): Promise<void> {
    const listing = { verb: "list", resource: PLURAL, namespace: NAMESPACE } as const;
    const labelSelector = selectorText(OURS);
    const { items } = await ask(client, listing, () =>
        client.core.listNamespacedPersistentVolumeClaim({ namespace: NAMESPACE, labelSelector }),
    );
    for (const { metadata: { name = "" } = {} } of items) {
        if (name !== keep) {
            const named = { namespace: NAMESPACE, name };
            const deleting = { verb: "delete", resource: PLURAL, ...named } as const;
            await unlessMissing(ask(client, deleting, () => client.core.deleteNamespacedPersistentVolumeClaim(named)));
        }
    }
}
