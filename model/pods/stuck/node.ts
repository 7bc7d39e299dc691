/** A node that is not ready explains all that its pods wait for. */

import type { Finding, PodCase } from "../finding";
import { STUCK_SECONDS, stuckFinding } from "./finding";

/** The kubelet of the pod's node has been silent, or its runtime not ready, for longer than a restart takes. */
export function nodeNotReady({ pod, node, now }: PodCase): Finding | undefined {
    if (node === undefined || node.ready || pod.phase === "Failed") {
        return undefined;
    }
    const { since = pod.createdAt, message } = node.notReady ?? {};
    if (now - Math.max(since, node.createdAt) < STUCK_SECONDS * 1_000) {
        return undefined;
    }
    const text = `node ${node.name} is not ready${message ? `: ${message}` : ""}`;
    return stuckFinding({ pod, now }, "nodeNotReady", text, since);
}
