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
    /** What the migration and the application call it; a part of object names. */
    name: string;
    /** Layers of the image, for the registry's share of the clock; 10 by default. */
    layers?: number;
}

/** The migration of a rollout. */
export interface RolloutMigration extends WorkloadArgs, MigrationSettings {
    /** Name of one of the rollout's images. */
    image: string;
}

/** The application of a rollout. */
export interface RolloutApplication extends WorkloadArgs, ApplicationSettings {
    /** Name of one of the rollout's images. */
    image: string;
}

export interface ImageRolloutArgs extends PullSettings, PlacementArgs, PrepullSettings {
    /** Namespace of every object; it must exist. */
    namespace: pulumi.Input<string>;
    /** The images, pulled in parallel. None is allowed: a registry that was just created holds no image yet. */
    images: RolloutImage[];
    /** Runs once the image is on the nodes; no migration by default. */
    migration?: RolloutMigration;
    /** Rolled out after the migration; no application by default. */
    application?: RolloutApplication;
    /** The cluster that the waits look at. */
    cluster?: pulumi.Input<ClusterAccessArgs>;
}

const ROLLOUT_IMAGE: Arguments<RolloutImage> = { name: required(PLAIN), ...IMAGE_ARGUMENTS, layers: PLAIN };

const MIGRATION: Arguments<RolloutMigration> = {
    image: required(PLAIN),
    ...WORKLOAD_ARGUMENTS,
    ...MIGRATION_SETTINGS,
};

const APPLICATION: Arguments<RolloutApplication> = {
    image: required(PLAIN),
    ...WORKLOAD_ARGUMENTS,
    ...APPLICATION_SETTINGS,
};

export const ROLLOUT_ARGUMENTS: Arguments<ImageRolloutArgs> = {
    namespace: required(INPUT),
    images: required(list(ROLLOUT_IMAGE)),
    migration: object(MIGRATION),
    application: object(APPLICATION),
    ...PULL_ARGUMENTS,
    ...PLACEMENT_ARGUMENTS,
    ...PREPULL_SETTINGS,
    cluster: CLUSTER,
};
