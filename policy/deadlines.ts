/** The deadlines of a workload that count the pull of its image. */
import { fieldsAt, type Workload } from "./workloads";

export interface Deadline {
    /** Path in the object, such as `spec.activeDeadlineSeconds`. */
    readonly field: string;
    /** Undefined where the object does not set it. */
    readonly given: number | undefined;
    /** What Kubernetes takes where nothing is given; undefined means no deadline. */
    readonly fallback?: number;
}

const PROGRESS_SECONDS = 600;

/** Where each kind has its deadlines. A pod's own one is looked at when its pull has ended, and has counted it by then. */
const FIELDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
    Job: [
        ["spec", "activeDeadlineSeconds"],
        ["spec", "template", "spec", "activeDeadlineSeconds"],
    ],
    CronJob: [
        ["spec", "jobTemplate", "spec", "activeDeadlineSeconds"],
        ["spec", "jobTemplate", "spec", "template", "spec", "activeDeadlineSeconds"],
    ],
    Deployment: [["spec", "progressDeadlineSeconds"]],
};

export function deadlinesOf({ kind, isPatch, object }: Workload): Deadline[] {
    return (FIELDS[kind] ?? []).map((path) => ({
        field: path.join("."),
        given: fieldsAt(object, path.slice(0, -1))[path.at(-1) ?? ""] as number | undefined,
        fallback: kind === "Deployment" && !isPatch ? PROGRESS_SECONDS : undefined,
    }));
}
