// The image of the sample service, padded to a size that is worth pulling.
import * as path from "node:path";
import { type ImageOptions, type PushedImage, pushImage } from "../platform/kubernetes/images";
import { BIN } from "../platform/paths";

/** Compressed bytes of the sample's image unless asked otherwise: what Pulumi.local.yaml declares. */
const SAMPLE_BYTES = 300_000_000;

export function pushSample(options: Partial<Omit<ImageOptions, "binary">> = {}): Promise<PushedImage> {
    return pushImage({
        repository: "sample",
        tag: "0.1.0",
        size: SAMPLE_BYTES,
        ...options,
        binary: path.join(BIN, "sample"),
    });
}
