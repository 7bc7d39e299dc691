// The clocks of a configured rollout, and the overrides that would cut a healthy rollout short.
import { parseImageSize } from "./model/imageSize";
import { type RolloutShape, type TimeoutChain, timeoutChain } from "./model/timeouts";
import type { RolloutConfig } from "./rolloutSchema";

/** The chain of one of the images; `timeouts.pull` is not applied, since it is what the chain is compared with. */
export function derivedChain(rollout: RolloutConfig, imageName: string): TimeoutChain | undefined {
    const image = rollout.images.find((entry) => entry.name === imageName);
    return image === undefined ? undefined : timeoutChain(shapeOf(rollout, image));
}

function shapeOf(rollout: RolloutConfig, image: RolloutConfig["images"][number]): RolloutShape {
    return {
        imageBytes: parseImageSize(image.size),
        network: rollout.network,
        nodes: rollout.nodes,
        layers: image.layers,
        replicas: rollout.application?.replicas,
        runSeconds: rollout.migration?.run,
        startSeconds: rollout.application?.start,
    };
}

/** Overrides that are shorter than what the declared sizes need, as `timeouts.pull is 60 s: ...`. */
export function timeoutFaults(rollout: RolloutConfig): string[] {
    const given = rollout.timeouts ?? {};
    const pulls = rollout.images.map((image) => ({
        of: image.name,
        seconds: derivedChain(rollout, image.name)?.pull.seconds,
    }));
    const jobOf = rollout.migration?.image;
    const applicationOf = rollout.application?.image;
    return [
        ...pulls.flatMap((pull) => tooShort("pull", given.pull, pull.seconds, pull.of)),
        ...tooShort("migration", given.migration, jobOf && derivedChain(rollout, jobOf)?.job.seconds, jobOf),
        ...tooShort(
            "application",
            given.application,
            applicationOf && derivedChain(rollout, applicationOf)?.deployment.seconds,
            applicationOf,
        ),
    ];
}

function tooShort(key: string, given?: number, derived?: number | string, image?: string): string[] {
    if (given === undefined || typeof derived !== "number" || given >= derived) {
        return [];
    }
    return [
        `timeouts.${key} is ${given} s: image ${image} needs ${derived} s for its declared size; give more, or leave it out`,
    ];
}
