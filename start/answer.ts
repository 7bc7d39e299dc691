// Asks the sample service what it runs, by way of the API server: no cluster needs a load balancer for that.
import { Role, roleLabels, selectorText } from "../model/kubernetes/labels";
import { type ClusterAccess, kubernetesClient } from "../observe/cluster/client";
import { listPods } from "../observe/cluster/cluster";
import { collected } from "../observe/cluster/lists";
import { getText } from "../observe/cluster/request";
import { KUBECONFIG } from "../platform/paths";

const PORT = 8080;

/** What `GET /version` of the newest ready pod of the application answers. */
export async function serviceAnswer(
    namespace: string,
    access: ClusterAccess = { kubeconfig: KUBECONFIG },
): Promise<string> {
    const client = await kubernetesClient(access);
    const labelSelector = selectorText(roleLabels(Role.Application));
    const pod = (await collected(listPods(client, { namespace, labelSelector })))
        .filter(({ ready, deletedAt }) => ready && deletedAt === undefined)
        .sort((a, b) => a.createdAt - b.createdAt)
        .at(-1);
    if (pod === undefined) {
        throw new Error(`No pod of the application is ready in namespace ${namespace}.`);
    }
    const path = `/api/v1/namespaces/${namespace}/pods/${pod.name}:${PORT}/proxy/version`;
    const asked = { verb: "get", resource: "pods/proxy", namespace, name: pod.name } as const;
    return (await getText(client, { path, asked })).trim();
}
