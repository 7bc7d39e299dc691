/** What a rollout decides before anything is created: once for each image, handed down to all parts that use it. */
import { propertyPath } from "../../model/fault";
import type { ImagePrepullArgs } from "../prepull/prepullArgs";
import { plannedPrepulls, prepullPlan } from "../prepull/prepullPlan";
import { readArguments } from "../shared/argumentSpec";
import { type ImageArgs, type ImagePlan, planImage, type Shape } from "../shared/imageArgs";
import { accepted, type Planned } from "../shared/planned";
import type { ApplicationArgs } from "../workload/applicationArgs";
import { plannedApplications } from "../workload/applicationPlan";
import type { MigrationJobArgs } from "../workload/migrationArgs";
import { migrationPlan, plannedMigrations } from "../workload/migrationPlan";
import { type ImageRolloutArgs, ROLLOUT_ARGUMENTS, type RolloutImage } from "./rolloutArgs";
import { imageFaults, rolloutFaults } from "./rolloutFaults";

/** A component of the rollout. */
interface Part<Args> {
    readonly imageName: string;
    readonly name: string;
    readonly args: Args;
}

interface RolloutPlan {
    readonly prepulls: readonly Part<ImagePrepullArgs>[];
    readonly migration?: Part<MigrationJobArgs>;
    readonly application?: Part<ApplicationArgs>;
}

/** Refuses the arguments with all faults of all parts, or decides on them. */
export function planRollout(name: string, args: ImageRolloutArgs): RolloutPlan {
    const component = `ImageRollout "${name}"`;
    const { args: known, faults: form } = readArguments(ROLLOUT_ARGUMENTS, args);
    const planned = known.images.map((image, index) => plannedImage(component, known, image, index));
    const faults = planned.flatMap((image, index) => imageFaults(index, image.faults));
    const images = accepted(
        component,
        { faults, plan: planned.flatMap(({ plan }) => plan ?? []) },
        form,
        rolloutFaults(name, known),
    );
    const plans = new Map(args.images.map((image, index) => [image, images[index] as ImagePlan]));
    return {
        prepulls: [...plans].map(([image, plan]) => prepullPart(component, name, args, image, plan)),
        migration: ofImage(plans, args.migration?.image, (image, plan) => migrationPart(name, args, image, plan)),
        application: ofImage(plans, args.application?.image, (image, plan) => applicationPart(name, args, image, plan)),
    };
}

/** One chain for all parts that use the image: each part reads its own clock of it. */
function plannedImage(
    component: string,
    args: ImageRolloutArgs,
    image: RolloutImage,
    index: number,
): Planned<ImagePlan> {
    const { network, allowMovingTag, nodes, migration, application } = args;
    const { runSeconds } = migration?.image === image.name ? migration : {};
    const { replicas, startSeconds } = application?.image === image.name ? application : {};
    const shape: Shape = { nodes, layers: image.layers, runSeconds, replicas, startSeconds };
    return planImage(
        { component, path: propertyPath("images", index) },
        { ...pulled(image), network, allowMovingTag },
        shape,
    );
}

function ofImage<T>(
    plans: ReadonlyMap<RolloutImage, ImagePlan>,
    imageName: string | undefined,
    part: (image: RolloutImage, plan: ImagePlan) => T,
): T | undefined {
    const entry = [...plans].find(([{ name }]) => name === imageName);
    return entry && part(...entry);
}

function prepullPart(
    component: string,
    name: string,
    { images, migration, application, ...shared }: ImageRolloutArgs,
    image: RolloutImage,
    plan: ImagePlan,
): Part<ImagePrepullArgs> {
    const part = {
        imageName: image.name,
        name: `${name}-${image.name}`,
        args: { ...shared, ...pulled(image), layers: image.layers },
    };
    plannedPrepulls.set(part.args, prepullPlan(component, part.name, part.args, plan));
    return part;
}

function migrationPart(
    name: string,
    args: ImageRolloutArgs,
    image: RolloutImage,
    plan: ImagePlan,
): Part<MigrationJobArgs> {
    const { cluster, migration } = args;
    const part = {
        imageName: image.name,
        name: `${name}-migration`,
        args: { ...workloadSettings(args), cluster, ...migration, ...pulled(image) },
    };
    plannedMigrations.set(part.args, migrationPlan(part.args, plan));
    return part;
}

/** The application has the rollout's own name: it is what others address. */
function applicationPart(
    name: string,
    args: ImageRolloutArgs,
    image: RolloutImage,
    plan: ImagePlan,
): Part<ApplicationArgs> {
    const part = {
        imageName: image.name,
        name,
        args: { ...workloadSettings(args), ...args.application, ...pulled(image) },
    };
    plannedApplications.set(part.args, plan);
    return part;
}

function workloadSettings(args: ImageRolloutArgs) {
    const { namespace, network, allowMovingTag, nodeSelector, tolerations, imagePullSecrets } = args;
    return { namespace, network, allowMovingTag, nodeSelector, tolerations, imagePullSecrets };
}

function pulled({ image, size, timeoutSeconds }: RolloutImage): ImageArgs {
    return { image, size, timeoutSeconds };
}
