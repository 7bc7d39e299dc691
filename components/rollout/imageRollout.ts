/** A release in its order: the images onto the nodes, then the migration, then the application. */
import * as pulumi from "@pulumi/pulumi";
import { ImagePrepull } from "../prepull/imagePrepull";
import { sharedLanes } from "../prepull/lanes";
import type { ImagePrepullArgs } from "../prepull/prepullArgs";
import { plannedPrepulls } from "../prepull/prepullPlan";
import { Application } from "../workload/application";
import { MigrationJob } from "../workload/migrationJob";
import { prepullEnd } from "./prepullEnd";
import type { ImageRolloutArgs } from "./rolloutArgs";
import { planRollout } from "./rolloutPlan";

/**
 * Pulls all images in parallel, runs the migrations once all images are on the nodes, and rolls the applications out after
 * the migrations. An image that cannot be pulled stops the release before any of it runs.
 */
export class ImageRollout extends pulumi.ComponentResource {
    /** References by the names of the images, each known once that image is on the nodes. */
    readonly references: pulumi.Output<Record<string, string>>;
    /** Name of the migration's Job, where there is one migration. */
    readonly job?: pulumi.Output<string>;
    /** Name of the application's Deployment, where there is one application. */
    readonly deployment?: pulumi.Output<string>;
    /** Labels that select the application's pods, where there is one application. */
    readonly selector?: pulumi.Output<Record<string, string>>;
    /** Names of the Jobs by the names of `migrations`. */
    readonly jobs?: pulumi.Output<Record<string, string>>;
    /** Names of the Deployments by the names of `applications`. */
    readonly deployments?: pulumi.Output<Record<string, string>>;
    /** Labels that select the pods, by the names of `applications`. */
    readonly selectors?: pulumi.Output<Record<string, Record<string, string>>>;

    constructor(name: string, args: ImageRolloutArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planRollout(name, args);
        super("aks-image-delivery:index:ImageRollout", name, {}, opts);
        shareLanes(this, name, plan.prepulls);
        const prepulls = plan.prepulls.map((part) => ({
            ...part,
            component: new ImagePrepull(part.name, part.args, { parent: this }),
        }));
        // All images, not only the migration's: a database that was migrated for an application that cannot be pulled is
        // worse than a migration that waits.
        const pulled = prepulls.map(({ component }) => component);
        const before = this.migrate(plan.migrations, pulled);
        const ready = [...pulled, ...before.map(({ component }) => component)];
        const applications = plan.applications.map(({ key, name, args }) => ({
            key,
            component: new Application(name, args, { parent: this, dependsOn: ready }),
        }));
        const rolledOut = [...ready, ...applications.map(({ component }) => component)];
        const after = this.migrate(plan.after, rolledOut);
        this.references = pulumi.output(
            Object.fromEntries(prepulls.map(({ imageName, component }) => [imageName, component.image])),
        );
        const migrations = [...before, ...after];
        if (args.keep === false && prepulls.length > 0) {
            const done = [...rolledOut, ...after.map(({ component }) => component)];
            prepullEnd(this, name, args, withPlans(prepulls), done);
        }
        if (args.migrations === undefined) {
            this.job = migrations[0]?.component.job;
        } else {
            this.jobs = byKey(migrations, ({ job }) => job);
        }
        if (args.applications === undefined) {
            this.deployment = applications[0]?.component.deployment;
            this.selector = applications[0]?.component.selector;
        } else {
            this.deployments = byKey(applications, ({ deployment }) => deployment);
            this.selectors = byKey(applications, ({ selector }) => selector);
        }
        this.registerOutputs({
            references: this.references,
            job: this.job,
            deployment: this.deployment,
            selector: this.selector,
            jobs: this.jobs,
            deployments: this.deployments,
            selectors: this.selectors,
        });
    }

    /** Each after the one before it, and all after `dependsOn`. */
    private migrate(
        parts: ReturnType<typeof planRollout>["migrations"],
        dependsOn: readonly pulumi.Resource[],
    ): Keyed<MigrationJob>[] {
        const started: Keyed<MigrationJob>[] = [];
        for (const { key, name, args } of parts) {
            const before = [...dependsOn, ...started.map(({ component }) => component)];
            started.push({ key, component: new MigrationJob(name, args, { parent: this, dependsOn: before }) });
        }
        return started;
    }
}

/** Gives the images of a rollout with many the pods that they share. */
function shareLanes(parent: pulumi.Resource, name: string, parts: ReturnType<typeof planRollout>["prepulls"]): void {
    for (const [{ args, plan }, lane] of sharedLanes(parent, name, withPlans(parts))) {
        plannedPrepulls.set(args, { ...plan, lane });
    }
}

function withPlans<Part extends { readonly args: ImagePrepullArgs }>(parts: readonly Part[]) {
    return parts.flatMap((part) => {
        const plan = plannedPrepulls.get(part.args);
        return plan === undefined ? [] : [{ ...part, plan }];
    });
}

interface Keyed<Component> {
    readonly key: string;
    readonly component: Component;
}

function byKey<Component, Value>(
    parts: readonly Keyed<Component>[],
    value: (component: Component) => pulumi.Output<Value>,
): pulumi.Output<Record<string, Value>> {
    const entries = parts.map(({ key, component }) => [key, value(component)]);
    return pulumi.output(Object.fromEntries(entries)) as pulumi.Output<Record<string, Value>>;
}
