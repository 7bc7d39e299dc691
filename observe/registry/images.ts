// The images behind a reference: its manifest, or all that its index leads to.

import { type ImageManifest, INDEX_TYPES, type IndexEntry, MANIFEST_TYPES } from "../../model/image/manifests";
import type { ImageReference } from "../../model/image/reference";
import { readDocument } from "./documents";
import { RegistryError } from "./errors";
import type { RegistryRequests } from "./requests";

const MOST_DEPTH = 2;

/** One for each platform; the platform of an image without an index is `unknown`. */
export function imagesBehind(requests: RegistryRequests, reference: ImageReference): Promise<ImageManifest[]> {
    return collect(requests, reference, { depth: 0 });
}

interface Place {
    /** Digest of an entry of the index above; absent for the reference itself. */
    readonly target?: string;
    readonly depth: number;
}

async function collect(
    requests: RegistryRequests,
    reference: ImageReference,
    { target, depth }: Place,
): Promise<ImageManifest[]> {
    const { digest, document } = await readDocument(requests, reference, target);
    // Digests are checked, so that no index can hold itself; nesting without end is all that is left.
    if (depth > MOST_DEPTH) {
        throw new RegistryError(`${reference.text} is an index that is nested too deep; the answer makes no sense.`);
    }
    if (document.kind === "manifest") {
        return [{ ...document.manifest, digest, platform: "unknown" }];
    }
    const nested: ImageManifest[] = [];
    for (const entry of document.entries.filter(isImage)) {
        const images = await collect(requests, reference, { target: entry.digest, depth: depth + 1 });
        nested.push(...images.map((image) => ({ ...image, platform: entry.platform ?? image.platform })));
    }
    return nested;
}

/** Attestations and signatures stand in an index as entries of an unknown platform; no node pulls them. */
function isImage(entry: IndexEntry): boolean {
    const isKnown = MANIFEST_TYPES.includes(entry.mediaType) || INDEX_TYPES.includes(entry.mediaType);
    return isKnown && !entry.platform?.startsWith("unknown/");
}
