// Pods as the API server writes them, with every kind of container: init containers, sidecars (init containers that are
// restarted always), main and ephemeral ones, each with its status where the kubelet puts it.
import { IMAGE } from "./images";
import type { StoredObject } from "./objectStore";
import { NAMESPACE } from "./objects";

export interface ContainerShape {
    readonly name?: string;
    readonly image?: string;
    readonly kind?: "init" | "sidecar" | "main" | "ephemeral";
    /** `running`, the exit code of one that has ended, or why it waits. */
    readonly state?: "running" | number | { readonly reason: string; readonly message?: string };
    /** How often it was started again; the state before the last start is a crash. */
    readonly restarts?: number;
    /** How the last attempt ended, where that is not a crash. */
    readonly lastEnd?: { readonly reason: string; readonly message: string };
}

export interface PodShape {
    readonly name: string;
    readonly namespace?: string;
    /** `null`: the scheduler has not placed it. */
    readonly node?: string | null;
    /** `null`: nobody owns it. */
    readonly owner?: object | null;
    /** Since its creation. */
    readonly minutes?: number;
    /** Without any: one main container that is being created. */
    readonly containers?: readonly ContainerShape[];
    readonly spec?: object;
    readonly status?: object;
    readonly metadata?: object;
}

const CREATING = { reason: "ContainerCreating" };
const REPLICA_SET = { kind: "ReplicaSet", name: "web-1", uid: "uid-web-1", controller: true };

export function podObject(shape: PodShape): StoredObject {
    const { name, namespace = NAMESPACE, node = "n1", owner = REPLICA_SET, minutes = 0, containers = [{}] } = shape;
    const created = minutesAgo(minutes);
    const of = (...kinds: string[]) => containers.filter(({ kind = "main" }) => kinds.includes(kind));
    const ready = of("main", "sidecar").every(({ state }) => state === "running");
    return {
        metadata: {
            name,
            namespace,
            uid: `uid-${name}`,
            ...{ creationTimestamp: created, ...(owner && { ownerReferences: [owner] }), ...shape.metadata },
        },
        spec: {
            ...(node && { nodeName: node }),
            initContainers: of("init", "sidecar").map(specOf),
            containers: of("main").map(specOf),
            ephemeralContainers: of("ephemeral").map(specOf),
            ...shape.spec,
        },
        status: {
            phase: phaseOf(of("init"), of("main")),
            conditions: [
                { type: "PodScheduled", status: node ? "True" : "False" },
                { type: "Ready", status: ready ? "True" : "False" },
            ],
            ...(node && {
                startTime: created,
                initContainerStatuses: of("init", "sidecar").map(statusOf),
                containerStatuses: of("main").map(statusOf),
                ephemeralContainerStatuses: of("ephemeral").map(statusOf),
            }),
            ...shape.status,
        },
    };
}

export function minutesAgo(minutes: number): string {
    return new Date(Date.now() - minutes * 60_000).toISOString();
}

function specOf({ name = "app", image = IMAGE, kind }: ContainerShape): object {
    return { name, image, ...(kind === "sidecar" && { restartPolicy: "Always" }) };
}

function statusOf({ name = "app", image = IMAGE, state = CREATING, restarts = 0, lastEnd }: ContainerShape): object {
    const runs = state === "running";
    return {
        name,
        image,
        imageID:
            typeof state === "object" && restarts === 0 ? "" : `${image.replace(/:.*/, "")}@sha256:${"1".repeat(64)}`,
        state: stateOf(state),
        lastState: lastEnd ? { terminated: { exitCode: 128, ...lastEnd } } : restarts > 0 ? stateOf(1) : {},
        ready: runs,
        started: runs,
        restartCount: restarts,
    };
}

function stateOf(state: NonNullable<ContainerShape["state"]>): object {
    if (state === "running") {
        return { running: { startedAt: minutesAgo(1) } };
    }
    if (typeof state === "number") {
        const reason = state === 0 ? "Completed" : "Error";
        return { terminated: { exitCode: state, reason, startedAt: minutesAgo(2), finishedAt: minutesAgo(1) } };
    }
    return { waiting: state };
}

/** As the kubelet's getPhase (pkg/kubelet/kubelet_pods.go) with a restart policy of Always. */
function phaseOf(init: readonly ContainerShape[], main: readonly ContainerShape[]): string {
    const neverStarted = ({ state = CREATING, restarts = 0 }: ContainerShape) =>
        typeof state === "object" && restarts === 0;
    return init.some(({ state }) => state !== 0) || main.some(neverStarted) ? "Pending" : "Running";
}
