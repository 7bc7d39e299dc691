// Pods of a cluster in which nothing is wrong: every phase, restarts, slow pulls, finished Jobs, debug containers.
import fc from "fast-check";
import type { EventShape } from "./diagnosisCases/case";
import { IMAGE } from "./images";
import type { ContainerShape, PodShape } from "./podObjects";

export interface HealthyPod {
    readonly pod: Omit<PodShape, "name">;
    readonly events: readonly Omit<EventShape, "about">[];
}

const RUNS: ContainerShape = { name: "app", state: "running" };
const CREATING = { reason: "ContainerCreating" };

function normal(reason: string, message: string, from: number, to = from): Omit<EventShape, "about"> {
    return { type: "Normal", reason, message, minutes: [from, to] };
}

function warning(reason: string, message: string, from: number, to: number, count: number): Omit<EventShape, "about"> {
    return { reason, message, minutes: [from, to], count };
}

const pulling = (minutes: number) => normal("Pulling", `Pulling image "${IMAGE}"`, minutes);
const pulled = (minutes: number) =>
    normal("Pulled", `Successfully pulled image "${IMAGE}" in 41.2s (41.2s including waiting)`, minutes);
const failedBefore = (minutes: number) =>
    warning(
        "Failed",
        `Failed to pull image "${IMAGE}": dial tcp 20.1.2.3:443: i/o timeout`,
        minutes + 5,
        minutes + 1,
        3,
    );

/** `minutes` old, of every kind that a healthy cluster holds. */
export const healthyPod: fc.Arbitrary<HealthyPod> = fc
    .record({
        minutes: fc.integer({ min: 1, max: 5_000 }),
        restarts: fc.nat({ max: 40 }),
        kind: fc.constantFrom(
            "runs",
            "restarts",
            "crashes",
            "sidecar",
            "debugged",
            "debuggerEnded",
            "unready",
            "pulls",
            "pullsSlowly",
            "pulledAtLast",
            "mounts",
            "network",
            "starts",
            "scheduling",
            "gated",
            "init",
            "finished",
            "failedJob",
            "evictedForMemory",
            "terminating",
        ),
    })
    .map(({ kind, minutes, restarts }) => POD_OF[kind](minutes, restarts));

const POD_OF = {
    runs: (minutes: number) => pod(minutes, [RUNS], [pulling(minutes), pulled(minutes - 1)]),
    restarts: (minutes: number, restarts: number) =>
        pod(
            minutes,
            [{ ...RUNS, restarts }],
            [warning("BackOff", "Back-off restarting failed container", 50, 9, restarts)],
        ),
    crashes: (minutes: number, restarts: number) => {
        const state = { reason: "CrashLoopBackOff", message: "back-off 5m0s restarting failed container=app" };
        const backOff = warning("BackOff", "Back-off restarting failed container app in pod", 55, 1, 240);
        const start = 'Error: failed to start containerd task "app": exec: "run": not found';
        const events = [
            backOff,
            warning("Failed", start, 55, 1, 12),
            warning("NodeNotReady", "Node is not ready", 50, 50, 1),
        ];
        return pod(minutes, [{ name: "app", state, restarts: restarts + 1 }], events);
    },
    sidecar: (minutes: number, restarts: number) =>
        pod(minutes, [{ name: "proxy", kind: "sidecar", state: "running", restarts }, RUNS]),
    debugged: (minutes: number) =>
        pod(minutes, [RUNS, { name: "debugger", kind: "ephemeral", image: "busybox:1", state: "running" }]),
    debuggerEnded: (minutes: number) =>
        pod(minutes, [RUNS, { name: "debugger", kind: "ephemeral", image: "busybox:1", state: 137 }]),
    unready: (minutes: number) => {
        const probe = warning(
            "Unhealthy",
            "Readiness probe failed: HTTP probe failed with statuscode: 503",
            59,
            1,
            700,
        );
        const made = pod(minutes, [RUNS], [probe]);
        return { ...made, pod: { ...made.pod, status: { conditions: [{ type: "Ready", status: "False" }] } } };
    },
    pulls: () => pod(4, [{ name: "app", state: CREATING }], [pulling(3)]),
    pullsSlowly: (minutes: number) => {
        const since = 11 + (minutes % 45);
        return pod(since + 1, [{ name: "app", state: CREATING }], [pulling(since)]);
    },
    pulledAtLast: () => pod(9, [RUNS], [failedBefore(3), pulling(2), pulled(1)]),
    mounts: () =>
        pod(2, [{}], [warning("FailedMount", 'MountVolume.MountDevice failed for volume "pvc-1": not ready', 2, 1, 4)]),
    network: () => pod(2, [{}], [warning("FailedCreatePodSandBox", "Failed to create pod sandbox: no route", 2, 1, 5)]),
    starts: () => pod(2, [{ name: "app", state: CREATING }], [pulling(2), pulled(1)]),
    scheduling: () => ({
        pod: { minutes: 0.5, node: null, ...unscheduled("Unschedulable", "0/3 nodes are available") },
        events: [],
    }),
    gated: (minutes: number) => ({
        pod: {
            minutes,
            node: null,
            spec: { schedulingGates: [{ name: "kueue.x-k8s.io/admission" }] },
            ...unscheduled("SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates"),
        },
        events: [],
    }),
    init: (minutes: number) =>
        pod(minutes, [
            { name: "wait-for-db", kind: "init", state: "running" },
            { name: "app", state: { reason: "PodInitializing" } },
        ]),
    finished: (minutes: number) => pod(minutes, [{ name: "app", state: 0 }], [], { phase: "Succeeded" }),
    failedJob: (minutes: number) => pod(minutes, [{ name: "app", state: 1 }], [], { phase: "Failed" }),
    evictedForMemory: (minutes: number) =>
        pod(minutes, [], [], {
            phase: "Failed",
            reason: "Evicted",
            message: "The node was low on resource: memory. Threshold quantity: 100Mi, available: 20Mi. ",
        }),
    terminating: (minutes: number) => {
        const made = pod(minutes, [RUNS]);
        const metadata = { deletionTimestamp: new Date().toISOString(), deletionGracePeriodSeconds: 30 };
        return { ...made, pod: { ...made.pod, metadata } };
    },
} satisfies Record<string, (minutes: number, restarts: number) => HealthyPod>;

function pod(
    minutes: number,
    containers: readonly ContainerShape[],
    events: readonly Omit<EventShape, "about">[] = [],
    status: object = {},
): HealthyPod {
    return { pod: { minutes, containers, status }, events };
}

function unscheduled(reason: string, message: string): { status: object } {
    return { status: { conditions: [{ type: "PodScheduled", status: "False", reason, message }] } };
}
