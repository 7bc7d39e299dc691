/** A release in its order: the images onto the nodes, then the migration, then the application. */
import * as pulumi from "@pulumi/pulumi";
import { ImagePrepull } from "../prepull/imagePrepull";
import { Application } from "../workload/application";
import { MigrationJob } from "../workload/migrationJob";
import type { ImageRolloutArgs } from "./rolloutArgs";
import { planRollout } from "./rolloutPlan";

/**
 * Pulls all images in parallel, runs the migration once its image is on the nodes, and rolls the application out after the
 * migration. An image that cannot be pulled stops the release before anything of it runs.
 */
export class ImageRollout extends pulumi.ComponentResource {
    /** References by the names of the images, each known once that image is on the nodes. */
    readonly images: pulumi.Output<Record<string, string>>;
    /** Name of the migration's Job, where there is a migration. */
    readonly job?: pulumi.Output<string>;
    /** Name of the application's Deployment, where there is an application. */
    readonly deployment?: pulumi.Output<string>;

    constructor(name: string, args: ImageRolloutArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planRollout(name, args);
        super("aks-image-delivery:index:ImageRollout", name, {}, opts);
        const prepulls = plan.prepulls.map((part) => ({
            imageName: part.imageName,
            component: new ImagePrepull(part.name, part.args, { parent: this }),
        }));
        // All images, not only the migration's: a database that was migrated for an application that cannot be pulled is
        // worse than a migration that waits.
        const pulled = prepulls.map(({ component }) => component);
        const migration =
            plan.migration &&
            new MigrationJob(plan.migration.name, plan.migration.args, { parent: this, dependsOn: pulled });
        const application =
            plan.application &&
            new Application(plan.application.name, plan.application.args, {
                parent: this,
                dependsOn: migration === undefined ? pulled : [...pulled, migration],
            });
        this.images = pulumi.output(
            Object.fromEntries(prepulls.map(({ imageName, component }) => [imageName, component.image])),
        );
        this.job = migration?.job;
        this.deployment = application?.deployment;
        this.registerOutputs({
            images: this.images,
            job: this.job,
            deployment: this.deployment,
        });
    }
}
