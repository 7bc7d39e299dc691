// An image as the registry describes it, with nothing in it.
import type { ImageManifest } from "../../model/image/manifests";

export function imageOf(platform: string, totalBytes: number): ImageManifest {
    const digest = `sha256:${"a".repeat(64)}`;
    return {
        platform,
        digest,
        mediaType: "application/vnd.oci.image.manifest.v1+json",
        totalBytes,
        config: { digest, bytes: totalBytes },
        layers: [],
    };
}
