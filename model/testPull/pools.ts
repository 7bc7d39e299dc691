/** Node pools, by the labels that clouds and autoscalers give their nodes. */

import type { NodeFacts } from "../kubernetes/facts";

const POOL_LABELS = [
    "kubernetes.azure.com/agentpool",
    "agentpool",
    "cloud.google.com/gke-nodepool",
    "eks.amazonaws.com/nodegroup",
    "karpenter.sh/nodepool",
    "doks.digitalocean.com/node-pool",
] as const;

/** Undefined for a node that none of these made. */
export function poolOf({ labels }: NodeFacts): string | undefined {
    const label = POOL_LABELS.find((name) => labels[name]);
    return label && labels[label];
}

/** The nodes of each pool, by the pool's name; those without one are a pool of their own, the last. */
export function pools<Node extends { readonly facts: NodeFacts }>(nodes: Iterable<Node>): Map<string, Node[]> {
    const byPool = new Map<string, Node[]>();
    for (const node of nodes) {
        const pool = poolOf(node.facts) ?? NO_POOL;
        byPool.set(pool, [...(byPool.get(pool) ?? []), node]);
    }
    return new Map([...byPool].sort(([a], [b]) => Number(a === NO_POOL) - Number(b === NO_POOL) || (a < b ? -1 : 1)));
}

export const NO_POOL = "(no pool)";
