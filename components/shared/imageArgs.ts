/** The arguments that say which image is pulled and how long that may take, and what is decided from them alone. */
import * as pulumi from "@pulumi/pulumi";
import { collect, type Fault, faultsAt, within } from "../../model/fault";
import { movingTagFault, tagWarning } from "../../model/image/movingTag";
import { type ImageReference, parseImageReference } from "../../model/image/reference";
import { parseImageSize } from "../../model/image/size";
import { type RolloutShape, type TimeoutChain, timeoutChain } from "../../model/timeouts/chain";
import { type PaceArgs, readPace } from "../../model/timeouts/pullRate";
import type { Pace } from "../../model/timeouts/pullTime";
import { shapeFaults } from "../../model/timeouts/shape";
import { isPlain } from "./checks";
import { accepted, type Place, type Planned } from "./planned";
import { derived } from "./whenKnown";

/** An image that nodes pull. */
export interface ImageArgs {
    /** Reference with registry, by digest (`acr1.azurecr.io/api@sha256:...`) or by a version tag. */
    image: pulumi.Input<string>;
    /**
     * Compressed size that a node downloads, as `image-delivery size` prints it: `650MB`, `1.2GB` (units of 1000), `620MiB`
     * or `1Gi` (units of 1024). Every timeout is derived from it.
     */
    size: string;
    /** Replaces the pull timeout that is derived from the size, in seconds; a shorter one gives a warning. */
    timeoutSeconds?: number;
}

/** How images are pulled. */
export interface PullSettings extends PaceArgs {
    /**
     * Accepts `latest` and a missing tag. False by default: with IfNotPresent, a node that already has the tag keeps
     * running its old code.
     */
    allowMovingTag?: boolean;
}

/** What a component adds to its image's clocks. */
export type Shape = Pick<
    RolloutShape,
    "nodes" | "layers" | "replicas" | "runSeconds" | "startSeconds" | "alongside" | "awaitsRole"
>;

/** An image whose arguments were read. */
export interface SizedImage {
    /** Withheld until the reference is known and accepted. */
    readonly reference: pulumi.Input<ImageReference>;
    readonly text: pulumi.Input<string>;
    readonly bytes: number;
    readonly pace: Pace;
}

export interface ImagePlan extends SizedImage {
    readonly chain: TimeoutChain;
}

/** Decides on an image: its reference, its size and its clocks, each read once. */
export function planImage(place: Place, args: ImageArgs & PullSettings, shape: Shape): Planned<ImagePlan> {
    return withChain(readImage(place, args), args, shape);
}

/** Reads an image whose clocks are asked for more than once. */
export function readImage(place: Place, args: ImageArgs & PullSettings): Planned<SizedImage> {
    const reference = readReference(place, args);
    const faults = [...reference.faults];
    const bytes = collect(faults, "size", () => parseImageSize(args.size));
    const pace = readPace(faults, args);
    if (reference.plan === undefined || bytes === undefined) {
        return { faults, plan: undefined };
    }
    const text = derived([reference.plan], ([{ text }]) => text);
    return { faults, plan: { reference: reference.plan, text, bytes, pace } };
}

/** The image with the clocks of one more shape. */
export function withChain(
    image: Planned<SizedImage>,
    args: ImageArgs & PullSettings,
    shape: Shape,
): Planned<ImagePlan> {
    // An invalid size must not hide what is wrong with the other numbers: they are then those of one byte.
    const { bytes: imageBytes, pace } = image.plan ?? { bytes: 1, pace: { network: args.network } };
    const complete = { ...shape, ...pace, imageBytes, timeoutSeconds: args.timeoutSeconds };
    const faults = [...image.faults, ...shapeFaults(complete)];
    const isSound = image.plan !== undefined && faults.length === 0;
    return { faults, plan: isSound ? { ...image.plan, chain: timeoutChain(complete) } : undefined };
}

/** Reports what is accepted but may not be meant. */
export function warnOfImage(resource: pulumi.Resource, plan: ImagePlan): void {
    for (const warning of plan.chain.warnings) {
        void pulumi.log.warn(warning, resource);
    }
    derived([plan.reference], ([reference]) => {
        const warning = tagWarning(reference);
        if (warning !== undefined) {
            void pulumi.log.warn(warning, resource);
        }
    });
}

function readReference(
    { component, path }: Place,
    { image, allowMovingTag = false }: ImageArgs & PullSettings,
): Planned<pulumi.Input<ImageReference>> {
    if (isPlain(image)) {
        return parseReference(image, allowMovingTag);
    }
    const later = pulumi.output(image).apply((text) => {
        const { faults, plan } = parseReference(text, allowMovingTag);
        return accepted(component, { faults: within(path, faults), plan });
    });
    return { faults: [], plan: later };
}

function parseReference(text: string, allowMovingTag: boolean): Planned<ImageReference> {
    const faults: Fault[] = [];
    const reference = collect(faults, "image", () => parseImageReference(text));
    const moving = reference === undefined || allowMovingTag ? undefined : movingTagFault(reference);
    return { faults: moving === undefined ? faults : faultsAt("image", moving), plan: reference };
}
