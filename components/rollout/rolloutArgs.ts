/** The arguments of ImageRollout. */
import type * as pulumi from "@pulumi/pulumi";
import type { PrepullSettings } from "../prepull/prepullArgs";
import type { ClusterAccessArgs, PlacementArgs, WorkloadArgs } from "../shared/arguments";
import type { ImageArgs, PullSettings } from "../shared/imageArgs";
import type { ApplicationSettings } from "../workload/applicationArgs";
import type { MigrationSettings } from "../workload/migrationArgs";

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
    cluster?: ClusterAccessArgs;
}
