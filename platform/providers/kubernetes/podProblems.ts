// What pods themselves say about not running, so that a failed wait names a cause and not only a clock.
import type { KubernetesObject } from "./api/objects";

interface ContainerStatus {
    readonly name: string;
    readonly image: string;
    readonly state?: {
        readonly waiting?: { reason?: string; message?: string };
        readonly terminated?: { reason?: string; message?: string; exitCode: number };
    };
}

/** One line for each distinct problem of the pods. */
export function podProblems(pods: readonly KubernetesObject[]): string[] {
    return [...new Set(pods.flatMap(problemsOf))];
}

function problemsOf({ metadata, status = {} }: KubernetesObject): string[] {
    const statuses = [
        ...(status.initContainerStatuses ?? []),
        ...(status.containerStatuses ?? []),
    ] as ContainerStatus[];
    const unscheduled = (status.conditions ?? []).find(
        (condition: { type: string; status: string }) =>
            condition.type === "PodScheduled" && condition.status === "False",
    );
    const own = status.phase === "Failed" && status.reason ? [`${status.reason}: ${status.message ?? ""}`] : [];
    return [
        ...(unscheduled ? [`${unscheduled.reason}: ${unscheduled.message}`] : []),
        ...own,
        ...statuses.flatMap(containerProblem),
    ].map((problem) => `pod ${metadata.name}: ${problem}`);
}

// The states that every healthy container passes through.
const PASSING = new Set(["ContainerCreating", "PodInitializing"]);

function containerProblem({ name, image, state }: ContainerStatus): string[] {
    const { waiting, terminated } = state ?? {};
    if (waiting && !PASSING.has(waiting.reason ?? "")) {
        return [`container ${name} (${image}): ${waiting.reason}: ${waiting.message ?? ""}`];
    }
    if (terminated && terminated.exitCode !== 0) {
        const text = [terminated.reason, terminated.message].filter(Boolean).join(": ");
        return [`container ${name} (${image}): exit code ${terminated.exitCode} (${text})`];
    }
    return [];
}
