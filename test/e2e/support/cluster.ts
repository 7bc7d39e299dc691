// What a test asks the platform's cluster.
import { kubectl } from "../../../platform/kubernetes/kubectl";

export interface KubernetesObject {
    readonly kind: string;
    readonly metadata: {
        readonly name: string;
        readonly uid: string;
        readonly creationTimestamp: string;
        readonly generation?: number;
        readonly deletionTimestamp?: string;
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
    };
    // biome-ignore lint/suspicious/noExplicitAny: tests look at any field of any kind
    readonly spec: any;
    // biome-ignore lint/suspicious/noExplicitAny: tests look at any field of any kind
    readonly status: any;
    // biome-ignore lint/suspicious/noExplicitAny: tests look at any field of any kind
    readonly data?: any;
}

/** The objects of the kinds (`daemonsets,jobs`) in a namespace, oldest first. */
export async function objects(namespace: string, kinds: string, selector = ""): Promise<KubernetesObject[]> {
    const text = await kubectl(["get", kinds, "-n", namespace, "-l", selector, "-o", "json"]);
    const { items } = JSON.parse(text) as { items: KubernetesObject[] };
    return items.sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp));
}

/** Everything that this package made in a namespace. */
export function madeObjects(namespace: string): Promise<KubernetesObject[]> {
    const kinds = "daemonsets,jobs,deployments,configmaps,pods";
    return objects(namespace, kinds, "app.kubernetes.io/managed-by=aks-image-delivery");
}
