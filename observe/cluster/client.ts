// The Kubernetes client: loaded only when a cluster is really asked, because its library takes most of a second to load.
import type { AppsV1Api, AuthorizationV1Api, BatchV1Api, CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import { throughText } from "../../model/proxy";
import { type ClusterAccess, loadKubeconfig, throughProxy } from "./kubeconfig";
import { limitPlugins } from "./signIn/plugin";

export type { ClusterAccess } from "./kubeconfig";

/** How long a request may stay without a byte of answer before it counts as lost. */
export const ANSWER_SECONDS = 30;

export interface KubernetesClient {
    readonly core: CoreV1Api;
    readonly apps: AppsV1Api;
    readonly batch: BatchV1Api;
    readonly auth: AuthorizationV1Api;
    readonly config: KubeConfig;
    /** For messages: `the cluster of context "aks-prod" (https://...)`. */
    readonly cluster: string;
}

/** Connects nothing yet: the first request does. Throws a ClusterError when there is no usable kubeconfig. */
export async function kubernetesClient(access: ClusterAccess): Promise<KubernetesClient> {
    const library = await import("@kubernetes/client-node");
    const config = loadKubeconfig(library, access);
    const proxy = throughProxy(config, process.env);
    limitPlugins(config);
    const server = config.getCurrentCluster()?.server ?? "";
    // The library's own requests never end when the other side falls silent.
    const deadline = {
        pre: async (request: import("@kubernetes/client-node").RequestContext) => {
            request.setSignal(AbortSignal.timeout(ANSWER_SECONDS * 1000));
            return request;
        },
        post: async (response: import("@kubernetes/client-node").ResponseContext) => response,
    };
    const configuration = library.createConfiguration({
        baseServer: new library.ServerConfiguration(server, {}),
        authMethods: { default: config },
        promiseMiddleware: [deadline],
    });
    return {
        core: new library.CoreV1Api(configuration),
        apps: new library.AppsV1Api(configuration),
        batch: new library.BatchV1Api(configuration),
        auth: new library.AuthorizationV1Api(configuration),
        config,
        cluster: `the cluster of context "${config.getCurrentContext()}" (${server}${throughText(proxy)})`,
    };
}
