/** What is wrong with a rollout, by the properties of its own arguments. */
import { type Fault, faultsAt, propertyPath, within } from "../../model/fault";
import { prepullFaults } from "../prepull/prepullArgs";
import { objectNameFaults } from "../shared/checks";
import { applicationFaults } from "../workload/applicationFaults";
import { migrationFaults } from "../workload/migrationArgs";
import type { ImageRolloutArgs, RolloutApplication, RolloutMigration } from "./rolloutArgs";
import { rolloutApplications, rolloutMigrations, type Workload, workloadNameFaults } from "./rolloutWorkloads";
import { templateImageFaults } from "./templateImages";

/** Everything but the images' own references, sizes and clocks. */
export function rolloutFaults(name: string, args: ImageRolloutArgs): Fault[] {
    const component = `ImageRollout "${name}"`;
    const migrations = rolloutMigrations(name, args);
    const applications = rolloutApplications(name, args);
    return [
        ...nameFaults(args, [...migrations, ...applications]),
        ...prepullFaults(args),
        ...migrations.flatMap((each) => within(each.path, migrationFaults(component, each.name, each.args))),
        ...(args.application === undefined ? [] : within("name", objectNameFaults(name))),
        ...(args.applications ?? []).flatMap((each) =>
            each.name === undefined ? [] : within("name", objectNameFaults(`${name}-${each.name}`)),
        ),
        ...applications.flatMap((each) => within(each.path, applicationFaults(component, each.name, each.args))),
        ...[...migrations, ...applications].flatMap((each) => templateImageFaults(args, each)),
    ];
}

/** Of the parts that use an image, the two whose clocks are derived together. */
export interface Users {
    readonly migration?: Workload<RolloutMigration>;
    readonly application?: Workload<RolloutApplication>;
}

/** The faults of the clocks of the image at `index`, by the properties that they come from. */
export function clockFaults(index: number, { migration, application }: Users, faults: readonly Fault[]): Fault[] {
    const elsewhere: Readonly<Record<string, string>> = {
        network: "network",
        pullRate: "pullRate",
        nodes: "nodes",
        runSeconds: `${migration?.path}.runSeconds`,
        replicas: `${application?.path}.replicas`,
        startSeconds: `${application?.path}.startSeconds`,
    };
    return faults.map(({ property, reason }) => ({
        property: elsewhere[property] ?? propertyPath("images", index, property),
        reason,
    }));
}

function nameFaults({ images, ...args }: ImageRolloutArgs, workloads: readonly Workload<{ image: string }>[]): Fault[] {
    const names = images.map(({ name }) => name);
    const known = names.length === 0 ? "there are none" : `there are ${names.join(", ")}`;
    return [
        ...names.flatMap((name, index) =>
            within(propertyPath("images", index, "name"), [
                ...objectNameFaults(name),
                ...(names.indexOf(name) < index ? faultsAt("", `there are two named "${name}"`) : []),
            ]),
        ),
        ...workloadNameFaults({ images, ...args }),
        ...workloads.flatMap(({ path, args: { image } }) =>
            names.includes(image) ? [] : faultsAt(`${path}.image`, `"${image}" is not among images; ${known}`),
        ),
    ];
}
