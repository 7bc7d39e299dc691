// The nodes of a test pull, with the images that they say they have.
import type { V1Node } from "@kubernetes/client-node";
import type { NodeFacts } from "../../model/kubernetes/facts";
import type { KubernetesClient } from "../cluster/client";
import { listed } from "../cluster/cluster";
import { NODES, type Resource } from "../cluster/resources";

export interface NodeImages {
    readonly facts: NodeFacts;
    /** By tag and by digest; a node reports its 50 largest images. */
    readonly images: readonly string[];
}

const NODE_IMAGES: Resource<NodeImages> = {
    ...NODES,
    facts: (object) => ({
        facts: NODES.facts(object),
        images: ((object as V1Node).status?.images ?? []).flatMap(({ names }) => names ?? []),
    }),
};

/** All nodes, or the one of that name, by name. Rejects with a ClusterError. */
export async function nodesWithImages(client: KubernetesClient, name?: string): Promise<Map<string, NodeImages>> {
    const fieldSelector = name === undefined ? undefined : `metadata.name=${name}`;
    const found = new Map<string, NodeImages>();
    for await (const node of listed(client, NODE_IMAGES, { fieldSelector })) {
        found.set(node.facts.name, node);
    }
    return found;
}
