/** The arguments of ImageRollout, how its parts' arguments follow from them, and what is wrong with them. */
import type * as pulumi from "@pulumi/pulumi";
import { distinct, type Fault, faultsAt, propertyPath, within } from "../../model/fault";
import { type ImagePrepullArgs, type PrepullSettings, prepullFaults } from "../prepull/prepullArgs";
import type { ClusterAccessArgs, PlacementArgs, WorkloadArgs } from "../shared/arguments";
import { objectNameFaults } from "../shared/checks";
import type { ImageArgs, PullSettings } from "../shared/imageArgs";
import { type ApplicationArgs, type ApplicationSettings, applicationFaults } from "../workload/applicationArgs";
import { type MigrationJobArgs, type MigrationSettings, migrationFaults } from "../workload/migrationArgs";

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

/** The parts of a rollout, by their images. */
export interface RolloutParts {
    readonly prepulls: readonly { readonly image: string; readonly name: string; readonly args: ImagePrepullArgs }[];
    readonly migration?: { readonly image: string; readonly name: string; readonly args: MigrationJobArgs };
    readonly application?: { readonly image: string; readonly name: string; readonly args: ApplicationArgs };
}

/** Names and arguments of the parts. The application has the rollout's own name: it is what others address. */
export function rolloutParts(name: string, args: ImageRolloutArgs): RolloutParts {
    const { images, migration, application, ...shared } = args;
    const { network, allowMovingTag, nodeSelector, tolerations, imagePullSecrets, namespace } = shared;
    const workload = { network, allowMovingTag, nodeSelector, tolerations, imagePullSecrets, namespace };
    const imageOf = (wanted: string) => images.find((image) => image.name === wanted);
    const migrated = migration && imageOf(migration.image);
    const applied = application && imageOf(application.image);
    return {
        prepulls: images.map((image) => ({
            image: image.name,
            name: `${name}-${image.name}`,
            args: { ...shared, ...pulled(image), layers: image.layers },
        })),
        migration: migrated && {
            image: migrated.name,
            name: `${name}-migration`,
            args: { ...workload, cluster: args.cluster, ...migration, ...pulled(migrated) },
        },
        application: applied && {
            image: applied.name,
            name,
            args: { ...workload, ...application, ...pulled(applied) },
        },
    };
}

/** What is wrong with what is known of the arguments now, the parts' faults included. */
export function rolloutFaults(name: string, args: ImageRolloutArgs): Fault[] {
    const { prepulls, migration, application } = rolloutParts(name, args);
    return distinct([
        ...nameFaults(args),
        ...prepulls.flatMap((part) => ofPart(args, part.image, undefined, prepullFaults(part.args))),
        ...(migration === undefined ? [] : ofPart(args, migration.image, "migration", migrationFaults(migration.args))),
        ...(application === undefined
            ? []
            : ofPart(args, application.image, "application", applicationFaults(application.name, application.args))),
    ]);
}

function pulled({ image, size, timeoutSeconds }: RolloutImage): ImageArgs {
    return { image, size, timeoutSeconds };
}

/** Arguments of a part that are those of its image. */
const OF_IMAGE = ["image", "size", "layers", "timeoutSeconds"];

/** Arguments of a part that are the rollout's own. */
const OF_ROLLOUT = [
    "name",
    "namespace",
    "network",
    "allowMovingTag",
    "nodeSelector",
    "tolerations",
    "imagePullSecrets",
];

/** The faults of a part's arguments by the properties of the rollout that they come from. */
function ofPart(
    { images }: ImageRolloutArgs,
    imageName: string,
    part: "migration" | "application" | undefined,
    faults: readonly Fault[],
): Fault[] {
    const index = images.findIndex(({ name }) => name === imageName);
    return faults.flatMap((fault) => {
        const [argument = ""] = /^[^.[]+/.exec(fault.property) ?? [];
        if (OF_IMAGE.includes(argument)) {
            return within(propertyPath("images", index), [fault]);
        }
        return part === undefined || OF_ROLLOUT.includes(argument) ? [fault] : within(part, [fault]);
    });
}

function nameFaults({ images, migration, application }: ImageRolloutArgs): Fault[] {
    const names = images.map((image) => image.name);
    const known = names.length === 0 ? "there are none" : `there are ${names.join(", ")}`;
    const unknownName = (part: string, wanted: string | undefined) =>
        wanted === undefined || names.includes(wanted)
            ? []
            : faultsAt(propertyPath(part, "image"), `"${wanted}" is not among images; ${known}`);
    return [
        ...names.flatMap((name, index) =>
            within(propertyPath("images", index, "name"), imageNameFaults(name, names.indexOf(name) < index)),
        ),
        ...unknownName("migration", migration?.image),
        ...unknownName("application", application?.image),
    ];
}

function imageNameFaults(name: string, isRepeated: boolean): Fault[] {
    return [...objectNameFaults(name), ...(isRepeated ? faultsAt("", `there are two named "${name}"`) : [])];
}
