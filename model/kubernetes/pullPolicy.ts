/** IfNotPresent for every container of a pod, so the registry is not asked again for an image that is on the node. */
import { collect, type Fault, faultsAt, propertyPath, within } from "../fault";
import { movingTagFault } from "../image/movingTag";
import { type ImageReference, parseImageReference } from "../image/reference";

export interface PullPolicyOptions {
    /** Accept `latest` and references without a tag, whose image on a node may be an old one. */
    readonly allowMovingTag?: boolean;
    /** Leave containers alone that ask for `Always`. */
    readonly allowAlways?: boolean;
}

const POLICY = "IfNotPresent";

/** The fields of a pod's spec that hold containers. */
export const CONTAINER_FIELDS = ["containers", "initContainers", "ephemeralContainers"] as const;

/** What the API server sets where a container gives no policy. A digest next to the tag does not change it. */
export function defaultPullPolicy({ tag, digest }: ImageReference): "Always" | "IfNotPresent" {
    return (tag ?? (digest === undefined ? "latest" : "")) === "latest" ? "Always" : POLICY;
}

type Fields = Record<string, unknown>;

/**
 * A copy of a pod's spec in which every container, init container, ephemeral container and image volume has the policy
 * IfNotPresent, and what is wrong with their images for it. Images that are not known yet (a preview) are not judged.
 */
export function podSpecWithIfNotPresent<Spec extends object>(
    spec: Spec,
    options: PullPolicyOptions = {},
): { spec: Spec; faults: Fault[] } {
    const faults: Fault[] = [];
    const changed = { ...spec } as Fields;
    for (const field of CONTAINER_FIELDS) {
        changeEach(changed, field, (container, index) => {
            if (options.allowAlways && container.imagePullPolicy === "Always") {
                return container;
            }
            faults.push(...within(propertyPath(field, index, "image"), referenceFaults(container.image, options)));
            return { ...container, imagePullPolicy: POLICY };
        });
    }
    changeEach(changed, "volumes", (volume, index) => {
        if (!isFields(volume.image) || (options.allowAlways && volume.image.pullPolicy === "Always")) {
            return volume;
        }
        faults.push(
            ...within(
                propertyPath("volumes", index, "image", "reference"),
                referenceFaults(volume.image.reference, options),
            ),
        );
        return { ...volume, image: { ...volume.image, pullPolicy: POLICY } };
    });
    return { spec: changed as Spec, faults };
}

function changeEach(spec: Fields, field: string, change: (entry: Fields, index: number) => Fields): void {
    const entries = spec[field];
    if (Array.isArray(entries)) {
        spec[field] = entries.map((entry: unknown, index) => (isFields(entry) ? change(entry, index) : entry));
    }
}

/** Plain objects only: a copy of a Pulumi output would not be one. */
function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function referenceFaults(image: unknown, { allowMovingTag }: PullPolicyOptions): Fault[] {
    if (typeof image !== "string") {
        return [];
    }
    const faults: Fault[] = [];
    const reference = collect(faults, "", () => parseImageReference(image));
    const moving = reference && !allowMovingTag ? movingTagFault(reference) : undefined;
    return moving === undefined ? faults : faultsAt("", moving);
}
