// Manifests and indexes of the OCI image specification and of Docker, as one form: what a node downloads for its platform.
import * as v from "valibot";
import { platformText } from "./platform";

type Compression = "gzip" | "zstd" | "none";

export interface Layer {
    readonly digest: string;
    /** Compressed bytes, as they are downloaded. */
    readonly bytes: number;
    readonly mediaType: string;
    readonly compression: Compression;
}

export interface ImageManifest {
    readonly digest: string;
    readonly mediaType: string;
    /** `linux/amd64` or `linux/arm64/v8`; `unknown` until the image's config is read, for an image without an index. */
    readonly platform: string;
    readonly config: { readonly digest: string; readonly bytes: number };
    readonly layers: readonly Layer[];
    /** Config and layers: the size to declare. */
    readonly totalBytes: number;
}

/** An entry of an index. */
export interface IndexEntry {
    readonly digest: string;
    readonly bytes: number;
    readonly mediaType: string;
    /** `unknown/unknown` for attestations; absent where the index does not say. */
    readonly platform?: string;
    /** What it is where it is not an image, such as a signature; the type of its config in older ones. */
    readonly artifactType?: string;
}

export const INDEX_TYPES = [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
];
export const MANIFEST_TYPES = [
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
];

const digest = v.pipe(v.string(), v.regex(/^sha(256:[a-f0-9]{64}|512:[a-f0-9]{128})$/));
const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const platform = v.object({ os: v.string(), architecture: v.string(), variant: v.nullish(v.string()) });
const descriptor = { mediaType: v.string(), digest, size: bytes };

const manifestSchema = v.object({
    mediaType: v.optional(v.string()),
    config: v.object(descriptor),
    layers: v.pipe(v.array(v.object(descriptor)), v.maxLength(10_000)),
});
const indexEntrySchema = v.object({
    ...descriptor,
    platform: v.nullish(platform),
    artifactType: v.nullish(v.string()),
});
const indexSchema = v.object({
    mediaType: v.optional(v.string()),
    manifests: v.pipe(v.array(indexEntrySchema), v.maxLength(10_000)),
});

export type ManifestDocument =
    | { readonly kind: "manifest"; readonly manifest: Omit<ImageManifest, "digest" | "platform"> }
    | { readonly kind: "index"; readonly entries: readonly IndexEntry[] };

/**
 * The document that a registry answered with.
 *
 * @throws Error when it is neither a manifest nor an index; schema 1, which registries no longer serve, is named.
 */
export function manifestDocument(json: unknown, contentType: string): ManifestDocument {
    const index = v.safeParse(indexSchema, json);
    if (index.success) {
        return { kind: "index", entries: index.output.manifests.map(indexEntry) };
    }
    const manifest = v.safeParse(manifestSchema, json);
    if (!manifest.success) {
        const isOld = (json as { schemaVersion?: unknown } | null)?.schemaVersion === 1;
        throw new Error(
            isOld
                ? "it is a manifest of schema 1, which containerd cannot pull; push the image again"
                : "it is neither an image manifest nor an index",
        );
    }
    const { config, layers } = manifest.output;
    return {
        kind: "manifest",
        manifest: {
            mediaType: manifest.output.mediaType ?? contentType,
            config: { digest: config.digest, bytes: config.size },
            layers: layers.map((layer) => ({
                digest: layer.digest,
                bytes: layer.size,
                mediaType: layer.mediaType,
                compression: compressionOf(layer.mediaType),
            })),
            totalBytes: layers.reduce((sum, layer) => sum + layer.size, config.size),
        },
    };
}

function indexEntry(entry: v.InferOutput<typeof indexEntrySchema>): IndexEntry {
    return {
        digest: entry.digest,
        bytes: entry.size,
        mediaType: entry.mediaType,
        platform: entry.platform ? platformText(entry.platform) : undefined,
        artifactType: entry.artifactType || undefined,
    };
}

function compressionOf(mediaType: string): Compression {
    if (mediaType.endsWith("+zstd") || mediaType.endsWith(".zstd")) {
        return "zstd";
    }
    return /[+.]gzip$/.test(mediaType) ? "gzip" : "none";
}
