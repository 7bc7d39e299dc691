// What the nodes use, where the cluster has a metrics server.

import type { KubernetesClient } from "../cluster/client";
import { getJson } from "../cluster/request";

export interface NodeUsage {
    readonly cores: number;
    readonly memoryBytes: number;
}

interface NodeMetrics {
    readonly metadata: { readonly name: string };
    readonly usage?: { readonly cpu: string; readonly memory: string };
}

/** As often as the metrics server itself measures. */
const REFRESH_MS = 15_000;

/** The nodes' use of late. It only adorns: a metrics server that is missing, silent or not allowed is not a fault. */
export class NodeUsageReader {
    /** By the node's name; empty while nothing is known. */
    byNode: ReadonlyMap<string, NodeUsage> = new Map();
    private askedAt = Number.NEGATIVE_INFINITY;

    constructor(
        private readonly client: KubernetesClient,
        private readonly signal: AbortSignal,
    ) {}

    /** Asks again when it is time, and does not wait for the answer. */
    refresh(): void {
        if (performance.now() - this.askedAt >= REFRESH_MS) {
            this.askedAt = performance.now();
            void this.read();
        }
    }

    private async read(): Promise<void> {
        const asked = { verb: "list", resource: "nodes.metrics.k8s.io" } as const;
        const request = { path: "/apis/metrics.k8s.io/v1beta1/nodes", asked, signal: this.signal };
        try {
            const { items = [] } = await getJson<{ items?: NodeMetrics[] }>(this.client, request);
            const usages = items.flatMap(({ metadata, usage }): [string, NodeUsage][] =>
                usage ? [[metadata.name, { cores: amount(usage.cpu), memoryBytes: amount(usage.memory) }]] : [],
            );
            this.byNode = new Map(usages);
        } catch {
            this.byNode = new Map();
        }
    }
}

/** The units that the metrics server writes: `123456789n`, `250m`, `1024Ki`. @kubernetes/client-node has them too, and exports them nowhere. */
const UNITS: Readonly<Record<string, number>> = {
    n: 1e-9,
    u: 1e-6,
    m: 1e-3,
    "": 1,
    Ki: 1024,
    Mi: 1024 ** 2,
    Gi: 1024 ** 3,
};

function amount(quantity: string): number {
    const unit = quantity.replace(/^[0-9.]+/, "");
    return Number.parseFloat(quantity) * (UNITS[unit] ?? Number.NaN);
}
