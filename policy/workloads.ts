/** The objects of a Kubernetes resource that create pods, and what the rules read from them. */
import type { V1Container, V1ImageVolumeSource, V1PodSpec, V1PodTemplateSpec } from "@kubernetes/client-node";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { ALWAYS_REASON_ANNOTATION } from "../model/kubernetes/labels";
import { CONTAINER_FIELDS } from "../model/kubernetes/pullPolicy";
import { workloadKind } from "../model/kubernetes/workloads";
import { whereKnown } from "./resourcePolicy";

/** An object or a part of one, of which every field may be missing: policies see what a program wrote. */
export type Fields = Record<string, unknown>;

type Metadata = V1PodTemplateSpec["metadata"];

export interface Workload {
    /** Such as `Deployment`. */
    readonly kind: string;
    /** Whether it changes an object that exists, in which the fields that it leaves out may be set. */
    readonly isPatch: boolean;
    readonly object: Fields;
    /** The template of its pods, or the pod itself. */
    readonly pod: { readonly metadata?: Metadata; readonly spec?: Partial<V1PodSpec> };
}

/** The workloads of a resource: one for most, each item of a list, none for all others. */
export function workloads({ type, props }: Pick<ResourceValidationArgs, "type" | "props">): Workload[] {
    const found = workloadKind(type);
    if (found === undefined) {
        return [];
    }
    const objects: Fields[] = found.variant === "List" ? (props.items ?? []) : [props];
    return objects.map((object) => ({
        kind: found.kind,
        isPatch: found.variant === "Patch",
        object,
        pod: fieldsAt(object, found.podSpec.slice(0, -1)),
    }));
}

/** What is at the end of the path; an empty record where the way there ends earlier. */
export function fieldsAt(object: Fields, path: readonly string[]): Fields {
    return path.reduce((fields, name) => (fields[name] as Fields | undefined) ?? {}, object);
}

/** An annotation of the workload's pods, or else of the workload. */
export function annotation({ object, pod }: Workload, name: string): string | undefined {
    const ofObject = object.metadata as Metadata;
    return pod.metadata?.annotations?.[name] ?? ofObject?.annotations?.[name];
}

/** Why the workload may ask the registry at every start; undefined where nothing is said. */
export function alwaysReason(workload: Workload): string | undefined {
    return annotation(workload, ALWAYS_REASON_ANNOTATION)?.trim() || undefined;
}

/** An image that a pod needs. */
export interface PodImage {
    /** Such as `container api` or `volume model`. */
    readonly of: string;
    readonly image: string | undefined;
    readonly pullPolicy: string | undefined;
}

/** The faults of each image of the workload. What is not known yet of one hides nothing of the others. */
export function faultsOfImages({ pod }: Workload, faults: (image: PodImage) => readonly string[]): string[] {
    const volumes = (pod.spec?.volumes ?? []).flatMap(({ name, image }) => (image ? { name, image } : []));
    return [
        ...CONTAINER_FIELDS.flatMap((field) => pod.spec?.[field] ?? []).map(containerImage),
        ...volumes.map(volumeImage),
    ].flatMap((image) => whereKnown(() => faults(image)));
}

/** Read when they are asked for: a policy may be wrong on its own, whatever the image will be. */
function containerImage(container: V1Container): PodImage {
    return {
        of: `container ${container.name}`,
        get image() {
            return container.image;
        },
        get pullPolicy() {
            return container.imagePullPolicy;
        },
    };
}

function volumeImage({ name, image }: { readonly name: string; readonly image: V1ImageVolumeSource }): PodImage {
    return {
        of: `volume ${name}`,
        get image() {
            return image.reference;
        },
        get pullPolicy() {
            return image.pullPolicy;
        },
    };
}
