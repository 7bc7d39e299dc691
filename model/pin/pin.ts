// What a stack says about an image that is pinned: its digest, its size and its layers, as the registry has them now.
import type { ImageManifest } from "../image/manifests";
import { type ImageReference, withoutTag } from "../image/reference";
import { formatImageSize, parseImageSize } from "../image/size";
import { declaredFault } from "../timeouts/declaredSize";
import { Network } from "../timeouts/pullTime";

export interface Pin {
    /** Of the entry in `images`. */
    readonly name: string;
    readonly image: string;
    readonly size: string;
    readonly layers: number;
}

/** @param images Those of the nodes' platform: several where it leaves the variant open, and then the largest counts. */
export function pinOf(
    name: string,
    reference: ImageReference,
    digest: string,
    images: readonly [ImageManifest, ...ImageManifest[]],
): Pin {
    const largest = images.reduce((most, image) => (image.totalBytes > most.totalBytes ? image : most));
    return {
        name,
        image: `${withoutTag(reference)}@${digest}`,
        size: sizeToDeclare(largest.totalBytes),
        layers: Math.max(1, largest.layers.length),
    };
}

/** The shortest text for which `verifySize` has nothing to say: a rounded size can lead to another timeout than the real one. */
export function sizeToDeclare(bytes: number): string {
    const texts = [formatImageSize(bytes).replace(" ", ""), `${Math.ceil(bytes / 1000)}kB`, `${bytes}B`];
    const isRight = (text: string) =>
        [Network.Normal, Network.Slow].every(
            (network) => declaredFault(bytes, parseImageSize(text), network) === undefined,
        );
    return texts.find(isRight) ?? `${bytes}B`;
}
