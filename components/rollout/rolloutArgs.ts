/** The arguments of ImageRollout. */
import type * as pulumi from "@pulumi/pulumi";
import { PREPULL_SETTINGS, type PrepullSettings } from "../prepull/prepullArgs";
import {
    CLUSTER,
    IMAGE_ARGUMENTS,
    PLACEMENT_ARGUMENTS,
    PULL_ARGUMENTS,
    WORKLOAD_ARGUMENTS,
} from "../shared/argumentNames";
import { type Arguments, INPUT, list, object, PLAIN, required } from "../shared/argumentSpec";
import type { ClusterAccessArgs, PlacementArgs, WorkloadArgs } from "../shared/arguments";
import type { ImageArgs, PullSettings } from "../shared/imageArgs";
import { APPLICATION_SETTINGS, type ApplicationSettings } from "../workload/applicationArgs";
import { MIGRATION_SETTINGS, type MigrationSettings } from "../workload/migrationArgs";

/** An image of the rollout. */
export interface RolloutImage extends ImageArgs {
    /** Name by which the migration and the application refer to it; part of object names. */
    name: string;
    /** Number of layers of the image, for the registry's share of the gate's timeout; 10 by default. */
    layers?: number;
}

/** A migration of a rollout. In its `podTemplate`, an image is the name of one of the rollout's images. */
export interface RolloutMigration extends WorkloadArgs, MigrationSettings {
    /** Name of one of the rollout's images. */
    image: string;
    /** Part of the Job's name: required among `migrations`, refused for a single `migration`. */
    name?: string;
    /** Among `migrations`: runs after the applications instead of before them; false by default. */
    after?: boolean;
}

/** An application of a rollout. In its `podTemplate`, an image is the name of one of the rollout's images. */
export interface RolloutApplication extends WorkloadArgs, ApplicationSettings {
    /** Name of one of the rollout's images. */
    image: string;
    /** The Deployment is named after the rollout and this: required among `applications`, refused for a single `application`. */
    name?: string;
}

export interface ImageRolloutArgs extends PullSettings, PlacementArgs, PrepullSettings {
    /** Namespace of every object; it must exist. */
    namespace: pulumi.Input<string>;
    /** The images, pulled in parallel. May be empty: a registry that was just created has no images yet. */
    images: RolloutImage[];
    /** Runs once the image is on the nodes; no migration by default. */
    migration?: RolloutMigration;
    /** Rolled out after the migration; no application by default. */
    application?: RolloutApplication;
    /**
     * Several migrations instead of `migration`, each with a name. Each starts when the one before it is complete; if one
     * fails, the rest do not run.
     */
    migrations?: RolloutMigration[];
    /** Several applications instead of `application`, each with a name. They are rolled out in parallel. */
    applications?: RolloutApplication[];
    /**
     * Whether the pre-pull pods stay on the nodes after the rollout, so the images are safe from garbage collection; true by
     * default. With `false`, they leave every node that `NodeWarmup` has let in, and come to new nodes only until those are
     * let in. A later release has pods on every node again until it is done.
     */
    keep?: boolean;
    /** The cluster that the waits look at: that of the Kubernetes provider. By default that of `KUBECONFIG`. */
    cluster?: pulumi.Input<ClusterAccessArgs>;
}

const ROLLOUT_IMAGE: Arguments<RolloutImage> = { name: required(PLAIN), ...IMAGE_ARGUMENTS, layers: PLAIN };

const MIGRATION: Arguments<RolloutMigration> = {
    image: required(PLAIN),
    name: PLAIN,
    after: PLAIN,
    ...WORKLOAD_ARGUMENTS,
    ...MIGRATION_SETTINGS,
};

const APPLICATION: Arguments<RolloutApplication> = {
    image: required(PLAIN),
    name: PLAIN,
    ...WORKLOAD_ARGUMENTS,
    ...APPLICATION_SETTINGS,
};

export const ROLLOUT_ARGUMENTS: Arguments<ImageRolloutArgs> = {
    namespace: required(INPUT),
    images: required(list(ROLLOUT_IMAGE)),
    migration: object(MIGRATION),
    application: object(APPLICATION),
    migrations: list(MIGRATION),
    applications: list(APPLICATION),
    ...PULL_ARGUMENTS,
    ...PLACEMENT_ARGUMENTS,
    ...PREPULL_SETTINGS,
    keep: PLAIN,
    cluster: CLUSTER,
};
