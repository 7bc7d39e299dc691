/** What is wrong with a rollout, by the properties of its own arguments. */
import { type Fault, faultsAt, propertyPath, within } from "../../model/fault";
import { prepullFaults } from "../prepull/prepullArgs";
import { objectNameFaults } from "../shared/checks";
import { applicationFaults } from "../workload/applicationArgs";
import { migrationFaults } from "../workload/migrationArgs";
import type { ImageRolloutArgs } from "./rolloutArgs";

/** Everything but the images' own references, sizes and clocks. */
export function rolloutFaults(name: string, args: ImageRolloutArgs): Fault[] {
    const { migration, application } = args;
    return [
        ...nameFaults(args),
        ...prepullFaults(args),
        ...(migration === undefined ? [] : within("migration", migrationFaults(migration))),
        ...(application === undefined ? [] : within("name", objectNameFaults(name))),
        ...(application === undefined ? [] : within("application", applicationFaults(application))),
    ];
}

/** What the clocks of an image take from elsewhere in the rollout. */
const ELSEWHERE: Readonly<Record<string, string>> = {
    network: "network",
    nodes: "nodes",
    runSeconds: "migration.runSeconds",
    replicas: "application.replicas",
    startSeconds: "application.startSeconds",
};

/** The faults of the image at `index`, by the properties that they come from. */
export function imageFaults(index: number, faults: readonly Fault[]): Fault[] {
    return faults.map(({ property, reason }) => ({
        property: ELSEWHERE[property] ?? propertyPath("images", index, property),
        reason,
    }));
}

function nameFaults({ images, migration, application }: ImageRolloutArgs): Fault[] {
    const names = images.map(({ name }) => name);
    const known = names.length === 0 ? "there are none" : `there are ${names.join(", ")}`;
    const unknown = (wanted: string | undefined) =>
        wanted === undefined || names.includes(wanted) ? [] : [`"${wanted}" is not among images; ${known}`];
    return [
        ...names.flatMap((name, index) =>
            within(propertyPath("images", index, "name"), [
                ...objectNameFaults(name),
                ...(names.indexOf(name) < index ? faultsAt("", `there are two named "${name}"`) : []),
            ]),
        ),
        ...faultsAt("migration.image", ...unknown(migration?.image)),
        ...faultsAt("application.image", ...unknown(application?.image)),
    ];
}
