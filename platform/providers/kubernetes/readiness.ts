// When an object is ready, as the real provider sees it. Kinds that are not here, Services among them, are ready immediately.
import type { KubernetesObject } from "./api/objects";

export interface Readiness {
    /** `failed` does not recover on its own. */
    readonly state: "ready" | "waiting" | "failed";
    /** What it is waiting for, or why it failed. */
    readonly text: string;
    /** Labels of the pods that may know why. */
    readonly podSelector?: Readonly<Record<string, string>>;
}

interface Condition {
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
}

const RULES: Readonly<Record<string, (object: KubernetesObject) => Readiness>> = {
    Job: jobReadiness,
    Deployment: deploymentReadiness,
    DaemonSet: daemonSetReadiness,
    StatefulSet: statefulSetReadiness,
    Pod: podReadiness,
    PersistentVolumeClaim: ({ status }) =>
        status?.phase === "Bound" ? READY : waiting(`the claim is ${status?.phase ?? "Pending"}, not Bound`),
};

const READY: Readiness = { state: "ready", text: "" };

/** The readiness of an object as the API server shows it at this moment. */
export function readinessOf(object: KubernetesObject): Readiness {
    if (object.metadata.deletionTimestamp !== undefined) {
        return waiting("it is being deleted");
    }
    const rule = RULES[object.kind];
    return rule ? { podSelector: object.spec?.selector?.matchLabels, ...rule(object) } : READY;
}

function jobReadiness(job: KubernetesObject): Readiness {
    if (condition(job, "Complete")?.status === "True") {
        return READY;
    }
    // FailureTarget comes first: Failed waits for the pods to end, and the verdict stands already.
    const failed = [condition(job, "Failed"), condition(job, "FailureTarget")].find(
        (found) => found?.status === "True",
    );
    if (failed) {
        return { state: "failed", text: `the Job failed: ${failed.reason}: ${failed.message}` };
    }
    const { active = 0, succeeded = 0, failed: lost = 0 } = job.status ?? {};
    return waiting(`the Job has ${active} active, ${succeeded} succeeded and ${lost} failed pods`);
}

function deploymentReadiness(deployment: KubernetesObject): Readiness {
    const { spec, status = {} } = deployment;
    if (isUnseen(deployment)) {
        return waiting("the change has not been noticed yet");
    }
    const refused = condition(deployment, "ReplicaFailure")?.message;
    const progressing = condition(deployment, "Progressing");
    if (progressing?.reason === "ProgressDeadlineExceeded") {
        const cause = [progressing.reason, progressing.message, refused].filter(Boolean).join(": ");
        return { state: "failed", text: `the rollout failed: ${cause}` };
    }
    const wanted = spec.replicas ?? 1;
    const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
    if (updatedReplicas === wanted && availableReplicas === wanted && replicas === wanted) {
        return READY;
    }
    const counts = `${availableReplicas} of ${wanted} pods are available, ${updatedReplicas} updated`;
    return waiting(refused === undefined ? counts : `${counts}; ${refused}`);
}

function daemonSetReadiness(daemonSet: KubernetesObject): Readiness {
    const { desiredNumberScheduled = 0, updatedNumberScheduled = 0, numberReady = 0 } = daemonSet.status ?? {};
    const done = updatedNumberScheduled === desiredNumberScheduled && numberReady === desiredNumberScheduled;
    return !isUnseen(daemonSet) && done ? READY : waiting(`${numberReady} of ${desiredNumberScheduled} pods are ready`);
}

function statefulSetReadiness(set: KubernetesObject): Readiness {
    const wanted = set.spec.replicas ?? 1;
    const { readyReplicas = 0, currentRevision, updateRevision } = set.status ?? {};
    const done = readyReplicas === wanted && currentRevision === updateRevision;
    return !isUnseen(set) && done ? READY : waiting(`${readyReplicas} of ${wanted} pods are ready`);
}

function podReadiness(pod: KubernetesObject): Readiness {
    const { phase = "Pending", reason, message } = pod.status ?? {};
    const podSelector = pod.metadata.labels as Record<string, string> | undefined;
    if (phase === "Failed") {
        return {
            state: "failed",
            text: `the pod failed: ${[reason, message].filter(Boolean).join(": ")}`,
            podSelector,
        };
    }
    const ready = phase === "Succeeded" || condition(pod, "Ready")?.status === "True";
    return ready ? READY : { ...waiting(`the pod is ${phase} and not ready`), podSelector };
}

/** True until the controller has seen the last change of the spec: its status speaks of the one before. */
function isUnseen({ metadata, status }: KubernetesObject): boolean {
    return (status?.observedGeneration ?? 0) < (metadata.generation ?? 0);
}

function condition(object: KubernetesObject, type: string): Condition | undefined {
    return ((object.status?.conditions ?? []) as Condition[]).find((found) => found.type === type);
}

function waiting(text: string): Readiness {
    return { state: "waiting", text };
}
