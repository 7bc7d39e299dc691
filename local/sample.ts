// The image of the sample service, padded to a size that is worth pulling.
import * as path from "node:path";
import { type PushedImage, pushImage } from "./platform/images";
import { BIN } from "./platform/paths";

/** Compressed bytes of the sample's image unless asked otherwise: what Pulumi.local.yaml declares. */
export const SAMPLE_BYTES = 300_000_000;

export function pushSample(options: { bytes?: number; seed?: number; registry?: string } = {}): Promise<PushedImage> {
    return pushImage({
        repository: "sample",
        tag: "0.1.0",
        binary: path.join(BIN, "sample"),
        size: options.bytes ?? SAMPLE_BYTES,
        seed: options.seed,
        registry: options.registry,
    });
}
