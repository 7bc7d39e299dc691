/** What a migration waits for before it starts, and what is shown when it fails. */
import * as pulumi from "@pulumi/pulumi";
import { labels, Role } from "../../model/kubernetes/labels";
import type { ClusterAccessArgs } from "../shared/arguments";
import { clusterCalls } from "../shared/clusterCalls";
import { asksCluster, hookName, inProgram, knownValue, progressOn } from "../shared/hooks";
import { failLate } from "../shared/refusal";

export interface MigrationPlace {
    readonly namespace: pulumi.Input<string>;
    readonly cluster?: pulumi.Input<ClusterAccessArgs>;
}

/**
 * The name of the Job, held back during an update until no Job of this migration runs. An update that died leaves its Job
 * running, and the provider replaces a Job that is not complete, which would kill it in the middle of its statements.
 */
export function nameWhenIdle(
    component: pulumi.Resource,
    migration: string,
    jobName: pulumi.Output<string>,
    place: MigrationPlace,
    deadlineSeconds: number,
): pulumi.Output<string> {
    if (!asksCluster()) {
        return jobName;
    }
    const options = { deadlineSeconds, onProgress: progressOn(component) };
    const wanted = labels(Role.Migration, migration);
    // A kubeconfig is a secret, the name of a Job is not.
    const access = pulumi.unsecret(pulumi.output(place.cluster ?? {}));
    return pulumi.all([jobName, place.namespace, access]).apply(async ([name, namespace, access]) => {
        await clusterCalls
            .waitForNoRunningJobs(access, namespace, wanted, options)
            .catch((error: Error) => failLate(`MigrationJob "${migration}"`, error.message));
        return name;
    });
}

/** Shows the end of the log of a failed migration: the provider's own error only says that the Job failed. */
export function logOnFailure(
    component: pulumi.Resource,
    migration: string,
    jobName: pulumi.Output<string>,
    place: MigrationPlace,
): pulumi.ResourceHookBinding {
    if (!asksCluster()) {
        return {};
    }
    const asked = pulumi.all([place.cluster, place.namespace, jobName]);
    const showLog = async ({ failedOperation }: pulumi.ErrorHookArgs) => {
        if (failedOperation !== "delete") {
            const [access, namespace, job] = await knownValue(asked);
            const lines = await clusterCalls.jobLog(access ?? {}, namespace, job).catch(unreadable);
            const shown = lines.length === 0 ? ["(it is empty)"] : lines;
            await pulumi.log.info([`the end of the log of job/${job}:`, ...shown].join("\n"), component);
        }
        return false;
    };
    const hook = new pulumi.ErrorHook(hookName("migration-log", migration), inProgram(showLog));
    return { onError: [hook] };
}

/** An error of its own would take the place of the error that it explains. */
function unreadable(error: unknown): string[] {
    return [`(cannot be read: ${(error as Error).message})`];
}
