// Configured timeouts that would cut a healthy rollout short: a stack refuses them before anything is created.
import { type Fault, faultsAt, propertyPath } from "../model/fault";
import { parseImageSize } from "../model/image/size";
import { timeoutChain } from "../model/timeouts/chain";
import { readPace } from "../model/timeouts/pullRate";
import { pullSeconds } from "../model/timeouts/pullTime";
import type { RolloutConfig } from "./rolloutSchema";

/** Values that are shorter than what the declared sizes need, each with its key. */
export function timeoutFaults(rollout: RolloutConfig): Fault[] {
    const pace = readPace([], rollout);
    return [
        ...rollout.images.flatMap(({ size, timeoutSeconds }, index) =>
            tooShort(propertyPath("images", index, "timeoutSeconds"), timeoutSeconds, () =>
                pullSeconds(parseImageSize(size), pace),
            ),
        ),
        ...migrationsOf(rollout).flatMap(({ path, migration }) =>
            tooShort(`${path}.deadlineSeconds`, migration.deadlineSeconds, () => jobSeconds(rollout, migration)),
        ),
    ];
}

type Migration = NonNullable<RolloutConfig["migration"]>;

function migrationsOf({ migration, migrations = [] }: RolloutConfig): { path: string; migration: Migration }[] {
    const several = migrations.map((each, index) => ({ path: propertyPath("migrations", index), migration: each }));
    return migration === undefined ? several : [{ path: "migration", migration }, ...several];
}

/** From the declared size alone: it is what the configured values are compared with. */
function jobSeconds(rollout: RolloutConfig, migration: Migration): number {
    const image = rollout.images.find(({ name }) => name === migration.image);
    const shape = { ...readPace([], rollout), runSeconds: migration.runSeconds };
    return image === undefined ? 0 : timeoutChain({ ...shape, imageBytes: parseImageSize(image.size) }).job.seconds;
}

function tooShort(property: string, given: number | undefined, needed: () => number): Fault[] {
    if (given === undefined || given >= needed()) {
        return [];
    }
    const reason = `${given} is too short: the declared size of the image needs ${needed()}; give more, or leave it out`;
    return faultsAt(property, reason);
}
