// Configured timeouts that would cut a healthy rollout short: a stack refuses them before anything is created.
import { type Fault, faultsAt, propertyPath } from "../model/fault";
import { parseImageSize } from "../model/image/size";
import { type TimeoutChain, timeoutChain } from "../model/timeouts/chain";
import type { RolloutConfig } from "./rolloutSchema";

/** Overrides that are shorter than what the declared sizes need, each with its key. */
export function timeoutFaults(rollout: RolloutConfig): Fault[] {
    const { pull, migration } = rollout.timeouts ?? {};
    const migrated = rollout.images.find((image) => image.name === rollout.migration?.image);
    return [
        ...rollout.images.flatMap((image) => tooShort("pull", pull, chainOf(rollout, image).pull.seconds, image.name)),
        ...(migrated ? tooShort("migration", migration, chainOf(rollout, migrated).job.seconds, migrated.name) : []),
    ];
}

/** The chain without the overrides: it is what they are compared with. */
function chainOf(rollout: RolloutConfig, image: RolloutConfig["images"][number]): TimeoutChain {
    return timeoutChain({
        imageBytes: parseImageSize(image.size),
        network: rollout.network,
        nodes: rollout.nodes,
        layers: image.layers,
        runSeconds: rollout.migration?.run,
    });
}

function tooShort(key: string, given: number | undefined, derived: number, image: string): Fault[] {
    return given === undefined || given >= derived
        ? []
        : faultsAt(
              propertyPath("timeouts", key),
              `${given} s is too short: image ${image} needs ${derived} s for its declared size; give more, or leave it out`,
          );
}
