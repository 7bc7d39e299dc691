/** What a rollout decides before anything is created: once for each image, handed down to all parts that use it. */
import { propertyPath } from "../../model/fault";
import { shapeFaults } from "../../model/timeouts/shape";
import type { ImagePrepullArgs } from "../prepull/prepullArgs";
import { plannedPrepulls, prepullPlan } from "../prepull/prepullPlan";
import { readArguments } from "../shared/argumentSpec";
import {
    type ImageArgs,
    type ImagePlan,
    type PullSettings,
    readImage,
    type Shape,
    type SizedImage,
    withChain,
} from "../shared/imageArgs";
import { accepted, type Planned } from "../shared/planned";
import type { ApplicationArgs } from "../workload/applicationArgs";
import { applicationShape, plannedApplications } from "../workload/applicationPlan";
import type { MigrationJobArgs } from "../workload/migrationArgs";
import { migrationPlan, plannedMigrations } from "../workload/migrationPlan";
import {
    type ImageRolloutArgs,
    ROLLOUT_ARGUMENTS,
    type RolloutApplication,
    type RolloutImage,
    type RolloutMigration,
} from "./rolloutArgs";
import { clockFaults, rolloutFaults, type Users } from "./rolloutFaults";
import { rolloutApplications, rolloutMigrations, type Workload } from "./rolloutWorkloads";
import { judgedLater } from "./templateImages";

/** A component of the rollout. */
interface Part<Args> {
    readonly imageName: string;
    readonly name: string;
    /** As the outputs call it. */
    readonly key: string;
    readonly args: Args;
}

interface RolloutPlan {
    readonly prepulls: readonly Part<ImagePrepullArgs>[];
    /** Each after the one before it. */
    readonly migrations: readonly Part<MigrationJobArgs>[];
    readonly applications: readonly Part<ApplicationArgs>[];
    /** In their order, after all applications. */
    readonly after: readonly Part<MigrationJobArgs>[];
}

/** Refuses the arguments with all faults of all parts, or decides on them. */
export function planRollout(name: string, args: ImageRolloutArgs): RolloutPlan {
    const component = `ImageRollout "${name}"`;
    const { args: known, faults: form } = readArguments(ROLLOUT_ARGUMENTS, args);
    const images = clockedImages(component, name, known);
    const faults = images.flatMap((clocked, index) =>
        clocked.flatMap((each) => clockFaults(index, each.users, each.faults)),
    );
    const plans = accepted(component, { faults, plan: images }, form, rolloutFaults(name, known));
    const planOf = (path: string) =>
        args.images.flatMap((image, index) =>
            (plans[index] ?? []).flatMap(({ users, plan }) =>
                [users.migration, users.application].some((user) => user?.path === path)
                    ? [{ image, plan: plan as ImagePlan }]
                    : [],
            ),
        );
    const jobs = (after: boolean) =>
        rolloutMigrations(name, args)
            .filter(({ args }) => (args.after ?? false) === after)
            .flatMap((each) =>
                planOf(each.path).map((planned) => migrationPart(args, judgedLater(component, args, each), planned)),
            );
    return {
        prepulls: args.images.map((image, index) =>
            prepullPart(component, name, args, image, plans[index]?.[0]?.plan as ImagePlan),
        ),
        migrations: jobs(false),
        applications: rolloutApplications(name, args).flatMap((each) =>
            planOf(each.path).map((image) => applicationPart(args, judgedLater(component, args, each), image)),
        ),
        after: jobs(true),
    };
}

/** An image with clocks for one migration and one application that use it. */
interface Clocked extends Planned<ImagePlan> {
    readonly users: Users;
}

function clockedImages(component: string, name: string, args: ImageRolloutArgs): Clocked[][] {
    const migrations = rolloutMigrations(name, args);
    const applications = rolloutApplications(name, args);
    const { network, pullRate, allowMovingTag } = args;
    const read = args.images.map((image, index) => {
        const settings = { ...pulled(image), network, pullRate, allowMovingTag };
        const place = { component, path: propertyPath("images", index) };
        return { image, settings, sized: readImage(place, settings) };
    });
    return read.map((own) =>
        clockedImage(args, own, {
            users: usersOf(own.image, migrations, applications),
            alongside: read.filter((other) => other !== own).flatMap(shapeOf),
        }),
    );
}

interface ReadImage {
    readonly image: RolloutImage;
    readonly settings: ImageArgs & PullSettings;
    readonly sized: Planned<SizedImage>;
}

/** What a node has to fetch of an image; nothing of one that is faulty, which reports that itself. */
function shapeOf({ image: { layers }, sized: { plan } }: ReadImage) {
    const shape = plan && { imageBytes: plan.bytes, layers };
    return shape !== undefined && shapeFaults(shape).length === 0 ? [shape] : [];
}

interface Together {
    readonly users: readonly Users[];
    readonly alongside: Shape["alongside"];
}

/** One chain for all parts that use the image, where each part reads its own clock; more of them where more parts do. */
function clockedImage(
    { nodes, awaitsRole }: ImageRolloutArgs,
    { image, settings, sized }: ReadImage,
    { users, alongside }: Together,
): Clocked[] {
    return users.map((each) => {
        const shape: Shape = {
            nodes,
            awaitsRole,
            layers: image.layers,
            alongside,
            runSeconds: each.migration?.args.runSeconds,
            ...(each.application && applicationShape(each.application.args)),
        };
        return { users: each, ...withChain(sized, settings, shape) };
    });
}

function usersOf(
    { name }: RolloutImage,
    migrations: readonly Workload<RolloutMigration>[],
    applications: readonly Workload<RolloutApplication>[],
): Users[] {
    const migrated = migrations.filter(({ args }) => args.image === name);
    const applied = applications.filter(({ args }) => args.image === name);
    const most = Math.max(1, migrated.length, applied.length);
    return Array.from({ length: most }, (_, index) => ({ migration: migrated[index], application: applied[index] }));
}

function prepullPart(
    component: string,
    name: string,
    { images, migration, application, migrations, applications, keep = true, ...shared }: ImageRolloutArgs,
    image: RolloutImage,
    plan: ImagePlan,
): Part<ImagePrepullArgs> {
    const part = {
        imageName: image.name,
        key: image.name,
        name: `${name}-${image.name}`,
        args: { ...shared, ...pulled(image), layers: image.layers },
    };
    plannedPrepulls.set(part.args, { ...prepullPlan(component, part.name, part.args, plan), leaves: !keep });
    return part;
}

interface PlannedImage {
    readonly image: RolloutImage;
    readonly plan: ImagePlan;
}

function migrationPart(
    { cluster }: ImageRolloutArgs,
    { name, key, args }: Workload<RolloutMigration>,
    { image, plan }: PlannedImage,
): Part<MigrationJobArgs> {
    const { name: _name, after: _after, ...rest } = args;
    const part = { imageName: image.name, name, key, args: { cluster, ...rest, ...pulled(image) } };
    plannedMigrations.set(part.args, migrationPlan(part.args, plan));
    return part;
}

function applicationPart(
    { cluster }: ImageRolloutArgs,
    { name, key, args }: Workload<RolloutApplication>,
    { image, plan }: PlannedImage,
): Part<ApplicationArgs> {
    const { name: _name, ...rest } = args;
    const part = { imageName: image.name, name, key, args: { cluster, ...rest, ...pulled(image) } };
    plannedApplications.set(part.args, plan);
    return part;
}

function pulled({ image, size, timeoutSeconds }: RolloutImage): ImageArgs {
    return { image, size, timeoutSeconds };
}
