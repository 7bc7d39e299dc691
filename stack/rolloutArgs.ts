// The arguments of the rollout, from the stack's configuration.
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterAccessArgs, ImageRolloutArgs } from "../components";
import type { RolloutConfig } from "./rolloutSchema";

/** Where a rollout goes. */
export interface RolloutTarget {
    readonly cluster: ClusterAccessArgs;
    readonly pullAdvice?: pulumi.Output<string>;
}

export function rolloutArgs(config: RolloutConfig, target: RolloutTarget): ImageRolloutArgs {
    const { images, migration, application, scheduling, timeouts, prepull, ...rest } = config;
    // Before the first push a registry holds no image: then there is nothing to migrate or to deploy either.
    const isEmpty = images.length === 0;
    return {
        ...rest,
        ...scheduling,
        ...prepull,
        ...target,
        images: images.map((image) => ({ ...image, timeoutSeconds: timeouts?.pull })),
        migration: migration && !isEmpty ? migrationArgs(migration, timeouts?.migration) : undefined,
        application: application && !isEmpty ? applicationArgs(application) : undefined,
    };
}

function migrationArgs({ run, ...container }: NonNullable<RolloutConfig["migration"]>, deadlineSeconds?: number) {
    return { ...container, runSeconds: run, deadlineSeconds };
}

function applicationArgs({ start, ...container }: NonNullable<RolloutConfig["application"]>) {
    return { ...container, startSeconds: start };
}
