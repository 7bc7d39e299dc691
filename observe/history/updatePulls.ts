// The pulls of an update, from the events that the nodes wrote meanwhile.
import type { DeployedImages } from "../../model/kubernetes/deployedImages";
import type { EventFacts } from "../../model/kubernetes/facts";
import { type NodeOutcome, nodeOutcomes } from "../../model/pulls/nodeOutcomes";
import type { KubernetesClient } from "../cluster/client";
import { listEvents } from "../cluster/cluster";
import { clusterAheadMs } from "../cluster/time";

/**
 * What became of the images on the nodes since `startedAt` (of this machine's clock), as far as the cluster still has the
 * events: for an hour. Rejects with a ClusterError.
 */
export async function updatePulls(
    client: KubernetesClient,
    { images, namespaces }: DeployedImages,
    startedAt: number,
): Promise<NodeOutcome[]> {
    // Events have whole seconds.
    const since = Math.floor((startedAt + (await clusterAheadMs(client))) / 1_000) * 1_000;
    const events: EventFacts[] = [];
    for (const namespace of namespaces) {
        for await (const event of listEvents(client, { namespace, fieldSelector: "involvedObject.kind=Pod" })) {
            if (event.lastAt >= since) {
                events.push(event);
            }
        }
    }
    return nodeOutcomes(events, images);
}
