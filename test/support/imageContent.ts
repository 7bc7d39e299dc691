// Builds the content of an image for the tests of its findings.
import type { ImageContent, LayerContent, LayerEntry } from "../../model/image/layers";

export const file = (path: string, bytes = 1_000_000, hash?: string): LayerEntry => ({
    path,
    bytes,
    kind: "file",
    hash,
});
export const whiteout = (path: string): LayerEntry => ({ path, bytes: 0, kind: "whiteout" });
export const opaque = (path: string): LayerEntry => ({ path, bytes: 0, kind: "opaque" });

/** A layer that compresses to half. */
export function layer(entries: LayerEntry[], changes: Partial<LayerContent> = {}): LayerContent {
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0) / 2;
    return { digest: `sha256:${"0".repeat(64)}`, bytes, createdBy: "COPY . .", isBase: false, entries, ...changes };
}

export function content(layers: LayerContent[], env: string[] = []): ImageContent {
    const config = { os: "linux", architecture: "amd64", config: { Env: env }, history: [] };
    return { platform: "linux/amd64", totalBytes: layers.reduce((sum, { bytes }) => sum + bytes, 0), config, layers };
}
