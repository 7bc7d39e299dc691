// What is in the layers of an image, and which instruction of the build created each.
import type { HistoryEntry, ImageConfig } from "./config";
import type { ImageManifest } from "./manifests";

/** A file of a layer, as its tar says. */
export interface LayerEntry {
    /** Without a leading slash. */
    readonly path: string;
    /** Uncompressed bytes. */
    readonly bytes: number;
    /** `whiteout` deletes the path of lower layers, `opaque` everything below that folder. */
    readonly kind: "file" | "whiteout" | "opaque";
    /** Hash of the content; only of files of 64 KiB and more. */
    readonly hash?: string;
}

export interface LayerContent {
    readonly digest: string;
    /** Compressed bytes. */
    readonly bytes: number;
    /** The instruction that created it, such as `COPY . .`; empty where the image does not tell. */
    readonly createdBy: string;
    /** True for the layers of the base image, as far as the build's history shows. */
    readonly isBase: boolean;
    readonly entries: readonly LayerEntry[];
}

export interface ImageContent {
    readonly platform: string;
    readonly totalBytes: number;
    readonly config: ImageConfig;
    readonly layers: readonly LayerContent[];
}

/** Joins manifest, config and the entries of each layer. */
export function imageContent(
    image: ImageManifest,
    config: ImageConfig,
    entries: readonly (readonly LayerEntry[])[],
): ImageContent {
    const steps = config.history.filter((step) => !step.empty_layer);
    const baseCount = baseLayerCount(image, steps);
    const layers = image.layers.map((layer, index) => ({
        digest: layer.digest,
        bytes: layer.bytes,
        createdBy: instructionOf(steps[index]),
        isBase: index < baseCount,
        entries: entries[index] ?? [],
    }));
    return { platform: image.platform, totalBytes: image.totalBytes, config, layers };
}

/** `RUN`, `COPY` and the like, without what builders write around them. */
function instructionOf(step: HistoryEntry | undefined): string {
    return (step?.created_by ?? "")
        .replace(/^\/bin\/sh -c #\(nop\)\s*/, "")
        .replace(/^\/bin\/sh -c /, "RUN ")
        .replace(/\s+# buildkit$/, "")
        .trim();
}

/** Steps of a build lie minutes apart at most; what is over an hour older than the last one came with the base. */
const BUILD_MS = 3_600_000;

/**
 * How many layers came with the base image. BuildKit marks its steps, and base images are older than the image; an image whose
 * history has no times has no known base.
 */
function baseLayerCount(image: ImageManifest, steps: readonly HistoryEntry[]): number {
    if (steps.length !== image.layers.length) {
        return 0;
    }
    const times = steps.map((step) => Date.parse(step.created ?? ""));
    const last = Math.max(...times.filter(Number.isFinite));
    const firstOwn = times.findIndex((time) => !(time < last - BUILD_MS));
    return firstOwn === -1 ? 0 : firstOwn;
}

/** Compressed bytes that `bytes` of a layer's files cost: their part of the layer, which is only about right for each file. */
export function compressedShare(layer: LayerContent, bytes: number): number {
    const whole = layer.entries.reduce((sum, entry) => sum + entry.bytes, 0);
    return whole === 0 ? 0 : Math.round((layer.bytes * bytes) / whole);
}
