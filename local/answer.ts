// Asks the sample service what it runs, at the address of its pod: the platform has no load balancer.
import { kubectl } from "./platform/kubectl";

const PORT = 8080;

/** What `GET /version` of the newest ready pod of the application answers. */
export async function serviceAnswer(namespace: string): Promise<string> {
    const selector = "app.kubernetes.io/managed-by=aks-image-delivery,app.kubernetes.io/component=application";
    const text = await kubectl(["get", "pods", "-n", namespace, "-l", selector, "-o", "json"]);
    const { items } = JSON.parse(text) as {
        items: { metadata: { deletionTimestamp?: string; creationTimestamp: string }; status: { podIP?: string } }[];
    };
    const pod = items
        .filter(({ metadata, status }) => metadata.deletionTimestamp === undefined && status.podIP !== undefined)
        .sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp))
        .at(-1);
    if (pod === undefined) {
        throw new Error(`No pod of the application runs in namespace ${namespace}.`);
    }
    const answer = await fetch(`http://${pod.status.podIP}:${PORT}/version`, { signal: AbortSignal.timeout(10_000) });
    return (await answer.text()).trim();
}
