// The namespace of the table, and the DaemonSets in it: each pulls one broken image, with the pod that pre-pulls have.
import type { V1DaemonSet, V1PodSpec } from "@kubernetes/client-node";
import { prepullPod } from "../../../components/prepull/pod";
import { PrepullMethod } from "../../../components/prepull/prepullArgs";
import type { KubernetesClient } from "../../../observe/cluster/client";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { apply, kubectl } from "../../../platform/kubernetes/kubectl";
import { NODE } from "../../../platform/paths";
import type { BrokenImage, Fault } from "./fault";

export const NAMESPACE = "e2e-fault-table";

/** The real node alone: simulated ones pull nothing. */
export const SELECTION = { nodeSelector: { "kubernetes.io/hostname": NODE } };

export async function makeNamespace(): Promise<void> {
    await removeNamespace();
    await apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } }]);
}

export async function removeNamespace(): Promise<void> {
    await kubectl(["delete", "namespace", NAMESPACE, "--ignore-not-found", "--timeout=120s"]);
}

/** A secret of the fault's name, with a password that the registry of its image does not take. */
async function makeSecret(client: KubernetesClient, { name }: Fault, { image }: BrokenImage): Promise<void> {
    const auths = { [image.split("/")[0] ?? ""]: { username: "app", password: "wrong" } };
    await client.core.createNamespacedSecret({
        namespace: NAMESPACE,
        body: {
            metadata: { name },
            type: "kubernetes.io/dockerconfigjson",
            stringData: { ".dockerconfigjson": JSON.stringify({ auths }) },
        },
    });
}

export async function makeDaemonSet(client: KubernetesClient, fault: Fault, broken: BrokenImage): Promise<void> {
    if (fault.secret) {
        await makeSecret(client, fault, broken);
    }
    const labels = { fault: fault.name };
    const body: V1DaemonSet = {
        metadata: { name: fault.name },
        spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec(fault, broken) } },
    };
    await client.apps.createNamespacedDaemonSet({ namespace: NAMESPACE, body });
}

export async function removeDaemonSet(client: KubernetesClient, { name }: Fault): Promise<void> {
    await client.apps.deleteNamespacedDaemonSet({ namespace: NAMESPACE, name });
}

function podSpec({ name, secret, pullPolicy = "IfNotPresent" }: Fault, { image }: BrokenImage): V1PodSpec {
    const method = PrepullMethod.ImageVolume;
    return {
        ...(prepullPod({ ...SELECTION, images: [image], method, helperImage: PAUSE_IMAGE }) as V1PodSpec),
        // The component's own is an Output; no node here is held back.
        tolerations: [],
        ...(secret && { imagePullSecrets: [{ name }] }),
        volumes: [{ name: "image", image: { reference: image, pullPolicy } }],
    };
}
