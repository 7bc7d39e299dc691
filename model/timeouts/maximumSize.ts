// Whether an image is larger than it may be.
import type { ImageManifest } from "../image/manifests";
import { formatImageSize } from "../image/size";

/** The fault of an image over `--max`, or undefined. */
export function overMaximum(image: ImageManifest, mostBytes: number): string | undefined {
    if (image.totalBytes <= mostBytes) {
        return undefined;
    }
    const over = formatImageSize(image.totalBytes - mostBytes);
    return `${image.platform} is ${formatImageSize(image.totalBytes)}, ${over} over the maximum of ${formatImageSize(mostBytes)}`;
}
