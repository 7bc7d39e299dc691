// The namespace of the sample in a cluster: everything that the start creates there is in it.
import { setTimeout as sleep } from "node:timers/promises";
import { hasLabels, PACKAGE } from "../../model/kubernetes/labels";
import { UserError } from "../../model/userError";
import type { KubernetesClient } from "../../observe/cluster/client";
import { ask, unlessMissing } from "./requests";

/** Its own name: nothing of the user's is touched. */
export const NAMESPACE = "image-delivery-sample";

/** What the start itself creates. A namespace without them is an administrator's, and stays. */
export const OURS = { "app.kubernetes.io/managed-by": PACKAGE };

const RESTRICTED = { "pod-security.kubernetes.io/enforce": "restricted" };
const GONE_SECONDS = 120;

/** One that exists is left as it is. Returns whether it had to be created. */
export async function ensureNamespace(client: KubernetesClient): Promise<boolean> {
    if ((await read(client)) !== undefined) {
        return false;
    }
    const body = { metadata: { name: NAMESPACE, labels: { ...OURS, ...RESTRICTED } } };
    const asked = { verb: "create", resource: "namespaces", name: NAMESPACE } as const;
    await ask(client, asked, () => client.core.createNamespace({ body }));
    return true;
}

/** Removes it with all that is in it, and waits until it is gone. Returns false for one that is not ours. */
export async function removeNamespace(client: KubernetesClient): Promise<boolean> {
    const found = await read(client);
    if (found === undefined || !hasLabels(found.metadata?.labels ?? {}, OURS)) {
        return found === undefined;
    }
    const asked = { verb: "delete", resource: "namespaces", name: NAMESPACE } as const;
    await unlessMissing(ask(client, asked, () => client.core.deleteNamespace({ name: NAMESPACE })));
    for (let seconds = 0; (await read(client)) !== undefined; seconds += 1) {
        if (seconds === GONE_SECONDS) {
            throw new UserError(
                `namespace ${NAMESPACE} is still there ${GONE_SECONDS} s after its deletion was asked for`,
            );
        }
        await sleep(1_000);
    }
    return true;
}

function read(client: KubernetesClient) {
    const asked = { verb: "get", resource: "namespaces", name: NAMESPACE } as const;
    return unlessMissing(ask(client, asked, () => client.core.readNamespace({ name: NAMESPACE })));
}
