/** Runs a migration once for each image and each thing to run, with a deadline that no healthy pull reaches. */
import type { types } from "@pulumi/kubernetes";
import { Job } from "@pulumi/kubernetes/batch/v1";
import * as pulumi from "@pulumi/pulumi";
import { labels, Role } from "../../model/kubernetes/labels";
import { migrationName } from "../../model/kubernetes/names";
import { together } from "../shared/hooks";
import { warnOfImage } from "../shared/imageArgs";
import { customTimeouts, imageAnnotations } from "../shared/objectMetadata";
import { refusesForeign } from "../shared/ownership";
import { type MigrationJobArgs, migrationPod } from "./migrationArgs";
import { logOnFailure, nameWhenIdle } from "./migrationHooks";
import { type MigrationPlan, planMigration, plannedMigrations } from "./migrationPlan";
import { whatItRuns } from "./migrationRuns";
import { podTemplate } from "./podTemplate";

/**
 * A Job that runs once for an image and a pod, and never at the same time as an earlier one. It should depend on the
 * ImagePrepull of its image. Any change to its pod, such as other arguments or other resources, runs it again: Kubernetes
 * cannot change the pod of a Job.
 *
 * Going back to an older image runs that image's migration again, after the newer one: its Job is gone by then. A migration
 * must therefore find out on its own what there is to do, as EF Core's bundles do; if it cannot, leave it out when going
 * back.
 */
export class MigrationJob extends pulumi.ComponentResource {
    /** Name of the Job. */
    readonly job: pulumi.Output<string>;
    /** The Job's `activeDeadlineSeconds`. */
    readonly deadlineSeconds: pulumi.Output<number>;

    constructor(name: string, args: MigrationJobArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = plannedMigrations.get(args) ?? planMigration(name, args);
        super("aks-image-delivery:index:MigrationJob", name, {}, opts);
        warnOfImage(this, plan);
        const runs = whatItRuns(args);
        const jobName = pulumi
            .all([plan.reference, runs])
            .apply(([reference, known]) => migrationName(name, reference, known));
        const idleName = nameWhenIdle(this, name, jobName, args, plan.waitSeconds);
        const { namespace, cluster } = args;
        const job = new Job(
            name,
            {
                metadata: {
                    name: idleName,
                    namespace: args.namespace,
                    labels: labels(Role.Migration, name),
                    // The next update runs a failed migration again; else the failed Job would be kept and only reported.
                    annotations: { ...imageAnnotations(args.size), "pulumi.com/replaceUnready": "true" },
                },
                spec: jobSpec(this, name, args, plan),
            },
            {
                parent: this,
                // Two simultaneous migrations would work on one database, so the old Job and its pods go first.
                deleteBeforeReplace: true,
                customTimeouts: customTimeouts(plan.waitSeconds),
                hooks: together(
                    logOnFailure(this, name, jobName, args),
                    refusesForeign(name, { kind: "Job", name: idleName, namespace, cluster }),
                ),
            },
        );
        this.job = job.metadata.name;
        this.deadlineSeconds = pulumi.output(plan.deadlineSeconds);
        this.registerOutputs({ job: this.job, deadlineSeconds: this.deadlineSeconds });
    }
}

function jobSpec(
    resource: pulumi.Resource,
    name: string,
    args: MigrationJobArgs,
    plan: MigrationPlan,
): types.input.batch.v1.JobSpec {
    return {
        activeDeadlineSeconds: plan.deadlineSeconds,
        backoffLimit: args.backoffLimit ?? 0,
        podReplacementPolicy: "Failed",
        podFailurePolicy: {
            rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }],
        },
        // No TTL: a Job that vanishes would be run again by the next update.
        template: podTemplate(resource, plan.text, args, migrationPod(`MigrationJob "${name}"`, name)),
    };
}
