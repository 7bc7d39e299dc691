/** The arguments of MigrationJob, and what is wrong with them. */
import type * as pulumi from "@pulumi/pulumi";
import type { Fault } from "../../model/fault";
import { labels, Role } from "../../model/kubernetes/labels";
import {
    CLUSTER,
    IMAGE_ARGUMENTS,
    PLACEMENT_ARGUMENTS,
    PULL_ARGUMENTS,
    WORKLOAD_ARGUMENTS,
} from "../shared/argumentNames";
import { type Arguments, INPUT, PLAIN, required } from "../shared/argumentSpec";
import type { ClusterAccessArgs, PlacementArgs, WorkloadArgs } from "../shared/arguments";
import type { ImageArgs, PullSettings } from "../shared/imageArgs";
import { workloadFaults } from "./pod";
import { type PodArgs, type PodKind, podFaults } from "./podTemplate";

/** How long a migration may take and how often it is tried. */
export interface MigrationSettings {
    /** How long the migration itself takes, without the pull, in seconds; 300 by default. */
    runSeconds?: number;
    /**
     * The Job's `activeDeadlineSeconds`, which includes the pull. Derived from the size and `runSeconds` by default; a
     * shorter one gives a warning.
     */
    deadlineSeconds?: number;
    /** How often a failed pod is retried; 0 by default. Pods lost because their node went away do not count. */
    backoffLimit?: number;
}

export interface MigrationJobArgs extends ImageArgs, PullSettings, PlacementArgs, WorkloadArgs, MigrationSettings {
    /** Namespace of the Job; it must exist. */
    namespace: pulumi.Input<string>;
    /**
     * The cluster that is asked whether this migration is still running: that of the Kubernetes provider. By default that of
     * `KUBECONFIG`.
     */
    cluster?: pulumi.Input<ClusterAccessArgs>;
}

export const MIGRATION_SETTINGS: Arguments<MigrationSettings> = {
    runSeconds: PLAIN,
    deadlineSeconds: PLAIN,
    backoffLimit: PLAIN,
};

export const MIGRATION_ARGUMENTS: Arguments<MigrationJobArgs> = {
    namespace: required(INPUT),
    ...IMAGE_ARGUMENTS,
    ...PULL_ARGUMENTS,
    ...PLACEMENT_ARGUMENTS,
    ...WORKLOAD_ARGUMENTS,
    ...MIGRATION_SETTINGS,
    cluster: CLUSTER,
};

/** What is wrong with what a migration adds to its image. */
export function migrationFaults(component: string, name: string, args: PodArgs & MigrationSettings): Fault[] {
    const { deadlineSeconds, backoffLimit } = args;
    const faults = [...workloadFaults(args), ...podFaults(args, migrationPod(component, name))];
    if (deadlineSeconds !== undefined && !(Number.isInteger(deadlineSeconds) && deadlineSeconds > 0)) {
        const reason = `${deadlineSeconds} is not a deadline; expected a whole number of seconds, 1 or more`;
        faults.push({ property: "deadlineSeconds", reason });
    }
    if (backoffLimit !== undefined && !(Number.isInteger(backoffLimit) && backoffLimit >= 0)) {
        const reason = `${backoffLimit} is not a number of retries; expected a whole number, 0 or more`;
        faults.push({ property: "backoffLimit", reason });
    }
    return faults;
}

/** What a migration says of its pods. A failed one is tried again as a new pod, which `podFailurePolicy` asks for. */
export function migrationPod(component: string, name: string): PodKind {
    return { component, main: "migration", labels: labels(Role.Migration, name), restartPolicy: "Never" };
}
