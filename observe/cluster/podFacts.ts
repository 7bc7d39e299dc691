// Pods of the API server as plain facts. Total: a field that is missing never fails.
import type {
    V1Container,
    V1ContainerState,
    V1ContainerStatus,
    V1EphemeralContainer,
    V1Pod,
    V1Volume,
} from "@kubernetes/client-node";
import type { ContainerFacts, PodFacts } from "../../model/kubernetes/facts";
import { milliseconds } from "./milliseconds";

const PHASES: readonly PodFacts["phase"][] = ["Pending", "Running", "Succeeded", "Failed"];

export function podFacts(pod: V1Pod): PodFacts {
    const { metadata = {}, spec, status = {} } = pod;
    const condition = (type: string) => status.conditions?.find((one) => one.type === type);
    const scheduled = condition("PodScheduled");
    const owners = metadata.ownerReferences ?? [];
    const owner = owners.find(({ controller }) => controller) ?? owners[0];
    return {
        namespace: metadata.namespace ?? "",
        name: metadata.name ?? "",
        uid: metadata.uid ?? "",
        node: spec?.nodeName || undefined,
        phase: PHASES.find((phase) => phase === status.phase) ?? "Unknown",
        ready: condition("Ready")?.status === "True",
        reason: status.reason || undefined,
        message: status.message || undefined,
        unschedulable: scheduled?.status === "False" ? (scheduled.message ?? scheduled.reason) : undefined,
        createdAt: milliseconds(metadata.creationTimestamp) ?? 0,
        startedAt: milliseconds(status.startTime),
        deletedAt: deletionAskedAt(pod),
        labels: metadata.labels ?? {},
        owner: owner && { kind: owner.kind, name: owner.name, uid: owner.uid },
        containers: [
            ...containers("init", spec?.initContainers, status.initContainerStatuses),
            ...containers("main", spec?.containers, status.containerStatuses),
            ...containers("ephemeral", spec?.ephemeralContainers, status.ephemeralContainerStatuses),
        ],
        claims: claims(pod),
        gates: gatesOf(pod, scheduled?.reason),
    };
}

function gatesOf({ spec }: V1Pod, reason: string | undefined): string[] {
    const gates = (spec?.schedulingGates ?? []).map(({ name }) => name);
    return gates.length === 0 && reason === "SchedulingGated" ? ["scheduling gates"] : gates;
}

function claims({ metadata, spec }: V1Pod): string[] {
    return (spec?.volumes ?? []).flatMap((volume) => claimOf(volume, metadata?.name) ?? []);
}

/** The claim of a generic ephemeral volume is named after the pod and the volume. */
function claimOf({ name, persistentVolumeClaim, ephemeral }: V1Volume, pod = ""): string | undefined {
    return persistentVolumeClaim?.claimName ?? (ephemeral ? `${pod}-${name}` : undefined);
}

/** The API server writes the moment when the grace period ends; the deletion was asked for that much earlier. */
function deletionAskedAt({ metadata }: V1Pod): number | undefined {
    const ends = milliseconds(metadata?.deletionTimestamp);
    return ends === undefined ? undefined : ends - (metadata?.deletionGracePeriodSeconds ?? 0) * 1000;
}

function containers(
    kind: ContainerFacts["kind"],
    specs: readonly (V1Container | V1EphemeralContainer)[] = [],
    statuses: readonly V1ContainerStatus[] = [],
): ContainerFacts[] {
    const byName = new Map(statuses.map((status) => [status.name, status]));
    return specs.map((spec) => {
        const status = byName.get(spec.name);
        return {
            name: spec.name,
            image: spec.image ?? "",
            kind: kind === "init" && isSidecar(spec) ? "sidecar" : kind,
            ...stateFacts(status?.state),
            ...lastEnd(status),
            ready: status?.ready ?? false,
            restarts: status?.restartCount ?? 0,
            imageId: status?.imageID || undefined,
        };
    });
}

/** An init container that is restarted always runs next to the main ones (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers). */
function isSidecar({ restartPolicy }: V1Container | V1EphemeralContainer): boolean {
    return restartPolicy === "Always";
}

function lastEnd({ state, lastState }: Partial<V1ContainerStatus> = {}): Pick<ContainerFacts, "last"> {
    const { reason, message } = lastState?.terminated ?? {};
    return state?.waiting && lastState?.terminated ? { last: { reason, message } } : {};
}

type StateFacts = Pick<ContainerFacts, "state" | "reason" | "message" | "exitCode" | "startedAt" | "finishedAt">;

function stateFacts({ waiting, running, terminated }: V1ContainerState = {}): StateFacts {
    if (running) {
        return { state: "running", startedAt: milliseconds(running.startedAt) };
    }
    if (terminated) {
        const { reason, message, exitCode, startedAt, finishedAt } = terminated;
        return {
            state: "terminated",
            reason,
            message,
            exitCode,
            startedAt: milliseconds(startedAt),
            finishedAt: milliseconds(finishedAt),
        };
    }
    return waiting ? { state: "waiting", reason: waiting.reason, message: waiting.message } : { state: "unknown" };
}
