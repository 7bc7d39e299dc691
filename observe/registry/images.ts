// The images behind a reference: its manifest, or all that its index leads to.
import { type ImageManifest, INDEX_TYPES, type IndexEntry, MANIFEST_TYPES } from "../../model/image/manifests";
import { RegistryError } from "./errors";
import type { Repository } from "./repository";

const MOST_DEPTH = 2;

/**
 * One for each platform; the platform of an image without an index is `unknown`.
 *
 * @param target Digest of an entry of the index above; absent for the reference itself.
 */
export async function imagesBehind(repository: Repository, target?: string, depth = 0): Promise<ImageManifest[]> {
    const { digest, document } = await repository.document(target);
    // Digests are checked, so no index can contain itself; endless nesting is all that is left.
    if (depth > MOST_DEPTH) {
        const { text } = repository.reference;
        throw new RegistryError(`${text} is an index that is nested too deep; the answer makes no sense.`);
    }
    if (document.kind === "manifest") {
        return [{ ...document.manifest, digest, platform: "unknown" }];
    }
    const nested: ImageManifest[] = [];
    for (const entry of document.entries.filter(isImage)) {
        const images = await imagesBehind(repository, entry.digest, depth + 1);
        nested.push(...images.map((image) => ({ ...image, platform: entry.platform ?? image.platform })));
    }
    return nested;
}

/** Attestations and signatures stand in an index as entries of an unknown platform; no node pulls them. */
function isImage(entry: IndexEntry): boolean {
    const isKnown = MANIFEST_TYPES.includes(entry.mediaType) || INDEX_TYPES.includes(entry.mediaType);
    return isKnown && !entry.platform?.startsWith("unknown/");
}
