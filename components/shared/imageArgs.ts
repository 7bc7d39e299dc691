/** The arguments that say which image is pulled and how long that may take, and what is decided from them alone. */
import * as pulumi from "@pulumi/pulumi";
import { collect, type Fault, faultsAt } from "../../model/fault";
import { type ImageReference, movingTagFault, parseImageReference, tagWarning } from "../../model/image/reference";
import { parseImageSize } from "../../model/image/size";
import { type RolloutShape, type TimeoutChain, timeoutChain } from "../../model/timeouts/chain";
import type { Network } from "../../model/timeouts/pullTime";
import { shapeFaults } from "../../model/timeouts/shape";
import { type Check, faultsLater, faultsNow } from "./checks";

/** An image that nodes pull. */
export interface ImageArgs {
    /** Reference with registry, by digest (`acr1.azurecr.io/api@sha256:...`) or by a version tag. */
    image: pulumi.Input<string>;
    /**
     * Compressed size that a node downloads, as `image-delivery size` prints it: `650MB`, `1.2GB` (1000), `620MiB`, `1Gi`
     * (1024) or bytes. Every timeout is derived from it.
     */
    size: string;
    /** Replaces the pull timeout that is derived from the size, in seconds; warned of when it is shorter. */
    timeoutSeconds?: number;
}

/** How images are pulled. */
export interface PullSettings {
    /** `slow` doubles the time that a pull may take; `normal` by default. */
    network?: Network;
    /**
     * Accepts `latest` and a missing tag. False by default: with IfNotPresent a node that has the tag already runs its old
     * code for ever.
     */
    allowMovingTag?: boolean;
}

/** What a component adds to its image's clocks. */
export type Shape = Pick<RolloutShape, "nodes" | "layers" | "replicas" | "runSeconds" | "startSeconds">;

export interface ImagePlan {
    /** Withheld until the reference is known and accepted. */
    readonly reference: pulumi.Output<ImageReference>;
    readonly text: pulumi.Output<string>;
    readonly bytes: number;
    readonly chain: TimeoutChain;
}

/** What is wrong with what is known of an image now. */
export function imageFaults(args: ImageArgs & PullSettings, shape: Shape): Fault[] {
    const faults = [...faultsNow<string>(args.image, referenceFaults(args))];
    const imageBytes = collect(faults, "size", () => parseImageSize(args.size));
    // A size that is none must not hide what is wrong with the other numbers: they are then those of one byte.
    return [...faults, ...shapeFaults(rolloutShape(imageBytes ?? 1, args, shape))];
}

/** Decides on an image that has no faults. */
export function planImage(component: string, args: ImageArgs & PullSettings, shape: Shape): ImagePlan {
    const bytes = parseImageSize(args.size);
    const text = faultsLater<string>(component, args.image, referenceFaults(args));
    return {
        reference: text.apply(parseImageReference),
        text,
        bytes,
        chain: timeoutChain(rolloutShape(bytes, args, shape)),
    };
}

/** Reports what is accepted but may not be meant. */
export function warnOfImage(resource: pulumi.Resource, plan: ImagePlan): void {
    for (const warning of plan.chain.warnings) {
        void pulumi.log.warn(warning, resource);
    }
    plan.reference.apply((reference) => {
        const warning = tagWarning(reference);
        if (warning !== undefined) {
            void pulumi.log.warn(warning, resource);
        }
    });
}

function rolloutShape(imageBytes: number, args: ImageArgs & PullSettings, shape: Shape): RolloutShape {
    return { ...shape, imageBytes, network: args.network, timeoutSeconds: args.timeoutSeconds };
}

function referenceFaults({ allowMovingTag }: PullSettings): Check<string> {
    return (text) => {
        const faults: Fault[] = [];
        const reference = collect(faults, "image", () => parseImageReference(text));
        const moving = reference === undefined || allowMovingTag ? undefined : movingTagFault(reference);
        return moving === undefined ? faults : faultsAt("image", moving);
    };
}
