// The last lines that a container wrote.
import type { ContainerFacts, JobFacts, PodFacts } from "../../model/kubernetes/facts";
import { plainText } from "../../model/text/plain";
import type { KubernetesClient } from "../cluster/client";
import { podsOfJob } from "../cluster/cluster";
import { ClusterError } from "../cluster/errors";
import { getText } from "../cluster/request";

const LINE_LENGTH = 500;

/** Its last lines without control characters; none where there is no log (yet, or any more). Rejects with a ClusterError. */
export async function podLogTail(
    client: KubernetesClient,
    namespace: string,
    pod: string,
    lines = 20,
    container?: string,
): Promise<string[]> {
    const asked = { verb: "get", resource: "pods/log", namespace, name: pod } as const;
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
    // The lines bound it: runtimes part them after 16 KiB. `limitBytes` would cut off the end, which matters.
    const query = { container, tailLines: lines };
    try {
        const text = await getText(client, { path, query, asked });
        return text
            .trimEnd()
            .split("\n")
            .slice(-lines)
            .map((line) => plainText(line, LINE_LENGTH))
            .filter((line) => line !== "");
    } catch (error) {
        // 400: the container has not started, so there is no log; 404: the pod is gone.
        if (error instanceof ClusterError && (error.kind === "refused" || error.kind === "notFound")) {
            return [];
        }
        throw error;
    }
}

/** The log's tail of the Job's pod that tells most: the newest failed one, or the newest. None when it has no pod. */
export async function jobLogTail(
    client: KubernetesClient,
    job: Pick<JobFacts, "namespace" | "name">,
    lines = 20,
): Promise<string[]> {
    const newestFirst = (await podsOfJob(client, job)).sort((one, other) => other.createdAt - one.createdAt);
    const pod = newestFirst.find(({ phase }) => phase === "Failed") ?? newestFirst[0];
    return pod ? podLogTail(client, job.namespace, pod.name, lines, telling(pod)?.name) : [];
}

function telling({ containers }: PodFacts): ContainerFacts | undefined {
    const failed = containers.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
    return failed ?? containers.find(({ kind }) => kind === "main");
}
