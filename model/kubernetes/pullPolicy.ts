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

/** A copy of a pod's spec in which every container, init container, ephemeral container and image volume has IfNotPresent. */
export function withIfNotPresent<Spec extends object>(spec: Spec, options: PullPolicyOptions = {}): Spec {
    const changed = { ...spec } as Fields;
    for (const field of CONTAINER_FIELDS) {
        changeEach(changed, field, (container) =>
            isLeft(container.imagePullPolicy, options) ? container : { ...container, imagePullPolicy: POLICY },
        );
    }
    changeEach(changed, "volumes", (volume) =>
        !isFields(volume.image) || isLeft(volume.image.pullPolicy, options)
            ? volume
            : { ...volume, image: { ...volume.image, pullPolicy: POLICY } },
    );
    return changed as Spec;
}

/** What is wrong with the images of a pod's spec for that policy. Those that are not known yet (a preview) are not judged. */
export function ifNotPresentFaults(spec: object, options: PullPolicyOptions = {}): Fault[] {
    const containers = CONTAINER_FIELDS.flatMap((field) =>
        entriesOf(spec as Fields, field).flatMap((container, index) =>
            !isFields(container) || isLeft(container.imagePullPolicy, options)
                ? []
                : within(propertyPath(field, index, "image"), referenceFaults(container.image, options)),
        ),
    );
    const volumes = entriesOf(spec as Fields, "volumes").flatMap((volume, index) =>
        !isFields(volume) || !isFields(volume.image) || isLeft(volume.image.pullPolicy, options)
            ? []
            : within(
                  propertyPath("volumes", index, "image", "reference"),
                  referenceFaults(volume.image.reference, options),
              ),
    );
    return [...containers, ...volumes];
}

function isLeft(policy: unknown, { allowAlways }: PullPolicyOptions): boolean {
    return allowAlways === true && policy === "Always";
}

function changeEach(spec: Fields, field: string, change: (entry: Fields) => Fields): void {
    if (Array.isArray(spec[field])) {
        spec[field] = entriesOf(spec, field).map((entry) => (isFields(entry) ? change(entry) : entry));
    }
}

function entriesOf(spec: Fields, field: string): readonly unknown[] {
    const entries = spec[field];
    return Array.isArray(entries) ? entries : [];
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
