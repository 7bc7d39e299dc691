/** A release in its order: the images onto the nodes, then the migration, then the application. */
import * as pulumi from "@pulumi/pulumi";
import { ImagePrepull } from "../prepull/imagePrepull";
import { refuse } from "../shared/checks";
import { Application } from "../workload/application";
import { MigrationJob } from "../workload/migrationJob";
import { type ImageRolloutArgs, rolloutFaults, rolloutParts } from "./rolloutArgs";

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
        refuse(`ImageRollout "${name}"`, rolloutFaults(name, args));
        super("aks-image-delivery:index:ImageRollout", name, {}, opts);
        const parts = rolloutParts(name, args);
        const prepulls = parts.prepulls.map((part) => ({
            image: part.image,
            component: new ImagePrepull(part.name, part.args, { parent: this }),
        }));
        // All images, not only the migration's: a database that was migrated for an application that cannot be pulled is
        // worse than a migration that waits.
        const pulled = prepulls.map(({ component }) => component);
        const migration =
            parts.migration &&
            new MigrationJob(parts.migration.name, parts.migration.args, { parent: this, dependsOn: pulled });
        const application =
            parts.application &&
            new Application(parts.application.name, parts.application.args, {
                parent: this,
                dependsOn: migration === undefined ? pulled : [...pulled, migration],
            });
        this.images = pulumi.output(
            Object.fromEntries(prepulls.map(({ image, component }) => [image, component.image])),
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
