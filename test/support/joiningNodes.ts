// Nodes that join, as the API server writes them: with the start-up taint, the pods of pre-pulls, and those of the hold.
import { labels, Role, STARTUP_TAINT_ANNOTATION } from "../../model/kubernetes/labels";
import { DEFAULT_STARTUP_TAINT } from "../../model/nodes/startupTaint";
import type { ApiServer } from "./apiServer";
import { event, NAMESPACE } from "./objects";

const HOLD_NAMESPACE = "platform";

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();

interface Different {
    readonly ageSeconds?: number;
    readonly labels?: Record<string, string>;
    /** Key of its start-up taint; none where it is null. */
    readonly taint?: string | null;
    readonly ready?: boolean;
}

/** It joined half a minute ago, and is held back. */
export function putJoiningNode(server: ApiServer, name: string, different: Different = {}): void {
    const { ageSeconds = 30, taint = DEFAULT_STARTUP_TAINT, ready = true } = different;
    server.store.put("nodes", {
        metadata: {
            name,
            labels: { "kubernetes.azure.com/agentpool": "apps", ...different.labels },
            ...{ creationTimestamp: ago(ageSeconds) },
        },
        spec: { taints: taint === null ? [] : [{ key: taint, value: "cold", effect: "NoSchedule" }] },
        status: {
            conditions: [
                { type: "Ready", status: ready ? "True" : "False", message: "container runtime network not ready" },
            ],
        },
    });
}

export interface PrepullState {
    readonly namespace?: string;
    readonly ageSeconds?: number;
    /** What its events say; of one that is ready nothing is asked. */
    readonly says?: readonly string[];
    readonly ready?: boolean;
}

/** The pod of a pre-pull with image volumes. */
export function putPrepull(server: ApiServer, node: string, image: string, state: PrepullState = {}): void {
    const { namespace = NAMESPACE, ready = false, ageSeconds = 30, says = [] } = state;
    const name = `prepull-${image.replace(/\W/g, "-")}-${node}`;
    const uid = `uid-${name}`;
    server.store.put("pods", {
        metadata: {
            name,
            namespace,
            uid,
            labels: labels(Role.Prepull, "shop"),
            ...{ creationTimestamp: ago(ageSeconds) },
        },
        spec: {
            nodeName: node,
            containers: [{ name: "hold", image: "pause:3.6" }],
            volumes: [{ name: "image", image: { reference: image } }],
        },
        status: status(ready),
    });
    for (const [index, message] of says.entries()) {
        const told = event({ kind: "Pod", name, uid }, "Pulling", message, Date.now() - (20 - index) * 1_000);
        server.store.put("events", {
            ...told,
            metadata: { name: `${name}.${index}`, namespace },
            involvedObject: { kind: "Pod", name, uid, namespace },
            type: message.startsWith("Failed") ? "Warning" : "Normal",
        });
    }
}

export function putHold(server: ApiServer, taint = DEFAULT_STARTUP_TAINT): void {
    server.store.put("daemonsets", {
        metadata: {
            name: "node-warmup",
            namespace: HOLD_NAMESPACE,
            labels: labels(Role.NodeWarmup, "node-warmup"),
            ...{ annotations: { [STARTUP_TAINT_ANNOTATION]: taint } },
        },
        spec: { selector: { matchLabels: labels(Role.NodeWarmup, "node-warmup") } },
    });
}

/** The pod that waits on its node. */
export function putHoldPod(server: ApiServer, node: string): void {
    server.store.put("pods", {
        metadata: {
            name: `node-warmup-${node}`,
            namespace: HOLD_NAMESPACE,
            labels: labels(Role.NodeWarmup, "node-warmup"),
            ...{ creationTimestamp: ago(30) },
        },
        spec: {
            nodeName: node,
            initContainers: [{ name: "wait", image: "kubectl:1" }],
            containers: [{ name: "label", image: "kubectl:1" }],
        },
        status: {
            phase: "Pending",
            initContainerStatuses: [{ name: "wait", state: { running: { startedAt: ago(25) } } }],
        },
    });
}

function status(ready: boolean): object {
    return {
        phase: ready ? "Running" : "Pending",
        conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
        containerStatuses: [
            { name: "hold", state: ready ? { running: {} } : { waiting: { reason: "ContainerCreating" } }, ready },
        ],
    };
}
