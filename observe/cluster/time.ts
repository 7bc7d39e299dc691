// How far this machine's clock is from the cluster's: events carry the cluster's times, patience counts from them.

import type { KubernetesClient } from "./client";
import { getStream, patiently } from "./request";

/** The answer's Date has whole seconds and is as old as its journey: less than this is not a difference. */
const UNCERTAIN_MS = 5000;

/** Milliseconds that the cluster is ahead (negative: behind); 0 where it is less than 5 s, or does not say. */
export async function clusterAheadMs(client: KubernetesClient, signal?: AbortSignal): Promise<number> {
    const asked = { verb: "get", resource: "version" } as const;
    try {
        // Everyone may read this path.
        const response = await patiently(() => getStream(client, { path: "/version", asked, signal }), signal);
        response.destroy();
        const ahead = Date.parse(response.headers.date ?? "") - Date.now();
        return Math.abs(ahead) >= UNCERTAIN_MS ? ahead : 0;
    } catch {
        return 0;
    }
}
