// Objects as the API server writes them, with what the tests look at.
import type { StoredObject } from "./objectStore";

const AT = "2026-03-01T10:00:00Z";
export const NAMESPACE = "shop";

export function node(name: string, more: { ready?: boolean; labels?: Record<string, string> } = {}): StoredObject {
    return {
        metadata: { name, labels: more.labels ?? { pool: "apps" } },
        spec: {},
        status: { conditions: [{ type: "Ready", status: more.ready === false ? "False" : "True" }] },
    };
}

export function daemonSet(name: string): StoredObject {
    return {
        metadata: { name, namespace: NAMESPACE, uid: `uid-${name}` },
        spec: { selector: { matchLabels: { app: name } }, template: { spec: { containers: [] } } },
    };
}

/** A pod of that DaemonSet on that node. */
export function prepullPod(daemonSet: string, onNode: string, image: string, ready: boolean): StoredObject {
    const owner = { kind: "DaemonSet", name: daemonSet, uid: `uid-${daemonSet}`, controller: true };
    const name = `${daemonSet}-${onNode}`;
    return {
        metadata: { ...meta(name, { app: daemonSet }), ...{ ownerReferences: [owner] } },
        spec: { nodeName: onNode, containers: [{ name: "pause", image }] },
        status: {
            phase: ready ? "Running" : "Pending",
            conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
        },
    };
}

export function jobPod(job: string, phase: string, labels: Record<string, string>, createdAt = AT): StoredObject {
    const owner = { kind: "Job", name: job, uid: `uid-${job}`, controller: true };
    return {
        metadata: { ...meta(`${job}-x1`, labels), ...{ ownerReferences: [owner], creationTimestamp: createdAt } },
        spec: { containers: [{ name: "migrate", image: "acr1.azurecr.io/zoneapi:1" }] },
        status: { phase },
    };
}

export function job(name: string, labels: Record<string, string>, finished?: "Complete" | "Failed"): StoredObject {
    return {
        metadata: meta(name, labels),
        spec: { template: { spec: { containers: [{ name: "migrate", image: "acr1.azurecr.io/zoneapi:1" }] } } },
        status: finished
            ? { conditions: [{ type: finished, status: "True", reason: "BackoffLimitExceeded" }] }
            : { active: 1 },
    };
}

export function event(
    about: { kind: string; name: string; uid: string },
    reason: string,
    message: string,
    at: number = Date.now(),
): StoredObject {
    const time = new Date(at).toISOString();
    return {
        metadata: { name: `${about.name}.${reason}.${at}`, namespace: NAMESPACE },
        involvedObject: { ...about, namespace: NAMESPACE },
        type: "Warning",
        reason,
        message,
        firstTimestamp: time,
        lastTimestamp: time,
        count: 1,
    };
}

function meta(name: string, labels: Record<string, string>): StoredObject["metadata"] {
    return { name, namespace: NAMESPACE, labels, ...{ creationTimestamp: AT } };
}
