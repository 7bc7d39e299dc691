/** The migrations and applications of a rollout, whether it has one or several. */
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt, propertyPath, within } from "../../model/fault";
import { withPodImages } from "../../model/workload/podImages";
import { objectNameFaults } from "../shared/checks";
import { whenKnown } from "../shared/whenKnown";
import type { PodArgs } from "../workload/podTemplate";
import type { ImageRolloutArgs, RolloutApplication, RolloutMigration } from "./rolloutArgs";

/** A migration or an application with all that the rollout says for it. */
export interface Workload<Args> {
    /** Among the arguments of the rollout. */
    readonly path: string;
    /** Of the component and, for an application, of its Deployment. */
    readonly name: string;
    /** As the outputs of the rollout call it. */
    readonly key: string;
    readonly args: Args & PodArgs & { readonly namespace: pulumi.Input<string> };
}

export function rolloutMigrations(name: string, args: ImageRolloutArgs): Workload<RolloutMigration>[] {
    return args.migration === undefined
        ? (args.migrations ?? []).map((each, index) => several(name, args, each, propertyPath("migrations", index)))
        : [one(args, args.migration, "migration", `${name}-migration`)];
}

/** One application alone has the rollout's own name: it is what others address. */
export function rolloutApplications(name: string, args: ImageRolloutArgs): Workload<RolloutApplication>[] {
    return args.application === undefined
        ? (args.applications ?? []).map((each, index) => several(name, args, each, propertyPath("applications", index)))
        : [one(args, args.application, "application", name)];
}

/** What is wrong with the names of all of them, and with images that they name. */
export function workloadNameFaults(args: ImageRolloutArgs): Fault[] {
    return [
        ...singleFaults("migration", args.migration, "migrations", args.migrations),
        ...singleFaults("application", args.application, "applications", args.applications),
        ...listFaults("migrations", args.migrations),
        ...listFaults("applications", args.applications),
    ];
}

function one<Args extends RolloutMigration | RolloutApplication>(
    rollout: ImageRolloutArgs,
    args: Args,
    path: string,
    name: string,
): Workload<Args> {
    return { path, name, key: path, args: complete(rollout, args) };
}

function several<Args extends RolloutMigration | RolloutApplication>(
    name: string,
    rollout: ImageRolloutArgs,
    args: Args,
    path: string,
): Workload<Args> {
    return { path, name: `${name}-${args.name}`, key: args.name ?? "", args: complete(rollout, args) };
}

function complete<Args extends RolloutMigration | RolloutApplication>(rollout: ImageRolloutArgs, args: Args) {
    const { namespace, network, pullRate, allowMovingTag, nodeSelector, tolerations, imagePullSecrets } = rollout;
    const settings = { namespace, network, pullRate, allowMovingTag, nodeSelector, tolerations, imagePullSecrets };
    return args.podTemplate === undefined
        ? { ...settings, ...args }
        : { ...settings, ...args, podTemplate: withReferences(rollout, args.podTemplate) };
}

/** Names of images are written out: the pod's containers run the same references that were put on the nodes. */
function withReferences({ images }: ImageRolloutArgs, template: PodArgs["podTemplate"]): PodArgs["podTemplate"] {
    const named = (image: unknown) => images.find(({ name }) => name === image)?.image ?? image;
    return whenKnown([template], ([patch]) => withPodImages(patch, named)) as PodArgs["podTemplate"];
}

type Listed = { readonly name?: string; readonly after?: boolean };

function singleFaults(single: string, one: Listed | undefined, list: string, several: Listed[] | undefined): Fault[] {
    return one === undefined
        ? []
        : [
              ...(several === undefined ? [] : faultsAt(list, `is given besides ${single}; move it into ${list}`)),
              ...(one.name === undefined ? [] : faultsAt(`${single}.name`, `is for ${list}; leave it out`)),
              ...(one.after === undefined ? [] : faultsAt(`${single}.after`, `is for ${list}; leave it out`)),
          ];
}

function listFaults(list: string, several: Listed[] = []): Fault[] {
    const names = several.map(({ name }) => name);
    return names.flatMap((name, index) => {
        const property = propertyPath(list, index, "name");
        if (name === undefined) {
            return faultsAt(property, "is missing; it is a part of the object's name");
        }
        const repeated = names.indexOf(name) < index ? faultsAt("", `there are two named "${name}"`) : [];
        return within(property, [...objectNameFaults(name), ...repeated]);
    });
}
