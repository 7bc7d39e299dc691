// Thirty pods that nothing is wrong with as far as nodes and images go, each with the phase that a reader expects.
import type { EventFacts, PodFacts } from "../../model/kubernetes/facts";
import type { PodPhase } from "../../model/pods/finding";
import { at, container, event, failed, pod, pulled, pulling } from "./gateView";
import { IMAGE, PULL_ERRORS } from "./pullErrors";

interface HealthyPod {
    /** Completes "a healthy pod is one that ...". */
    readonly what: string;
    readonly phase: PodPhase;
    readonly pod: PodFacts;
    readonly events?: readonly EventFacts[];
    /** Seconds after the beginning. */
    readonly now: number;
}

const NODE = "aks-7";
const POD = pod(NODE);
const SIDECAR = "acr1.azurecr.io/proxy:2";
const [RATE_LIMITED = ""] = PULL_ERRORS.rateLimited;

const running = container({ state: "running", reason: undefined, ready: true, imageId: "sha256:1" });
const ended = container({
    state: "terminated",
    reason: "Completed",
    exitCode: 0,
    imageId: "sha256:1",
    finishedAt: at(50),
});
const crashed = container({
    reason: "CrashLoopBackOff",
    message: "back-off 5m0s restarting failed container=app",
    restarts: 6,
    imageId: "sha256:1",
});

function waiting(reason: string, message?: string) {
    return pod(NODE, { containers: [container({ reason, message, imageId: "sha256:1" })] });
}

function runningPod(different: Partial<PodFacts> = {}): PodFacts {
    return pod(NODE, { phase: "Running", ready: true, containers: [running], ...different });
}

function withInit(init: Partial<typeof running>): PodFacts {
    return pod(NODE, { containers: [container({ name: "migrate", kind: "init", ...init }), container()] });
}

export const HEALTHY_PODS: readonly HealthyPod[] = [
    { what: "was just created", phase: "unscheduled", pod: pod(undefined), now: 2 },
    {
        what: "waits for an autoscaler's node",
        phase: "unscheduled",
        pod: pod(undefined, { unschedulable: "0/3" }),
        now: 55,
    },
    { what: "was just scheduled", phase: "waitingToPull", pod: POD, now: 1 },
    { what: "has no container states yet", phase: "waitingToPull", pod: pod(NODE, { containers: [] }), now: 1 },
    { what: "just began to pull", phase: "pulling", pod: POD, events: [pulling(POD, 1)], now: 2 },
    { what: "pulls within its time", phase: "pulling", pod: POD, events: [pulling(POD, 1)], now: 500 },
    {
        what: "pulls again after a failure that its state still tells of",
        phase: "pulling",
        pod: pod(NODE, { containers: [container({ reason: "ImagePullBackOff", message: RATE_LIMITED })] }),
        events: [failed(POD, RATE_LIMITED, 5), pulling(POD, 1, 30)],
        now: 60,
    },
    {
        what: "pulls for its second container while the first runs",
        phase: "pulling",
        pod: runningPod({ ready: false, containers: [running, container({ image: SIDECAR })] }),
        events: [pulled(POD, 5), event(POD, `Pulling image "${SIDECAR}"`, 6)],
        now: 30,
    },
    {
        what: "has its image and starts",
        phase: "starting",
        pod: POD,
        events: [pulling(POD, 1), pulled(POD, 21)],
        now: 22,
    },
    {
        what: "found its image on the node",
        phase: "starting",
        pod: POD,
        events: [event(POD, `Container image "${IMAGE}" already present on machine`, 1)],
        now: 2,
    },
    {
        what: "was pulled in the end, after failures",
        phase: "starting",
        pod: POD,
        events: [failed(POD, RATE_LIMITED, 5, 100), pulled(POD, 150)],
        now: 151,
    },
    {
        what: "waits for a volume",
        phase: "starting",
        pod: POD,
        events: [event(POD, "FailedMount: timed out", 60)],
        now: 90,
    },
    {
        what: "waits for the network",
        phase: "starting",
        pod: POD,
        events: [event(POD, "Failed to create pod sandbox", 2)],
        now: 9,
    },
    {
        what: "misses a Secret",
        phase: "starting",
        pod: waiting("CreateContainerConfigError", 'secret "x" not found'),
        now: 90,
    },
    {
        what: "cannot start its program",
        phase: "starting",
        pod: waiting("RunContainerError", "exec: not found"),
        now: 90,
    },
    {
        what: "cannot be created by the runtime",
        phase: "starting",
        pod: waiting("CreateContainerError", "x509"),
        now: 90,
    },
    { what: "waits for its init container", phase: "starting", pod: withInit({ ...running, kind: "init" }), now: 900 },
    {
        what: "has done its init container",
        phase: "starting",
        pod: withInit({ state: "terminated", exitCode: 0, restarts: 2, imageId: "sha256:1" }),
        now: 90,
    },
    { what: "crashes in its init container", phase: "crashing", pod: withInit({ ...crashed, kind: "init" }), now: 900 },
    {
        what: "crashes again and again",
        phase: "crashing",
        pod: runningPod({ ready: false, containers: [crashed] }),
        now: 900,
    },
    {
        what: "has just crashed once more",
        phase: "crashing",
        pod: runningPod({
            ready: false,
            containers: [{ ...crashed, state: "terminated", reason: "Error", exitCode: 139 }],
        }),
        now: 900,
    },
    { what: "runs", phase: "running", pod: runningPod(), now: 90_000 },
    { what: "runs and is not ready yet", phase: "running", pod: runningPod({ ready: false }), now: 300 },
    {
        what: "runs although the end of its pull was never told",
        phase: "running",
        pod: runningPod(),
        events: [pulling(POD, 1)],
        now: 5_000,
    },
    {
        what: "runs although only failures of its pull were told",
        phase: "running",
        pod: runningPod(),
        events: [failed(POD, RATE_LIMITED, 1, 300)],
        now: 600,
    },
    {
        what: "has one container that is done",
        phase: "running",
        pod: runningPod({ containers: [running, ended] }),
        now: 900,
    },
    { what: "has completed", phase: "done", pod: pod(NODE, { phase: "Succeeded", containers: [ended] }), now: 900 },
    {
        what: "has failed by its program",
        phase: "failed",
        pod: pod(NODE, { phase: "Failed", containers: [ended] }),
        now: 900,
    },
    {
        what: "was evicted during its pull",
        phase: "failed",
        pod: pod(NODE, { phase: "Failed", reason: "Evicted", containers: [] }),
        events: [pulling(POD, 1)],
        now: 900,
    },
    { what: "is being deleted while it pulls", phase: "terminating", pod: pod(NODE, { deletedAt: at(80) }), now: 90 },
];
