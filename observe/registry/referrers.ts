// What refers to a manifest, such as signatures and SBOMs.

import { type IndexEntry, type ManifestDocument, manifestDocument } from "../../model/image/manifests";
import { type ImageReference, withTag } from "../../model/image/reference";
import { readDocument } from "./documents";
import { RegistryError } from "./errors";
import { pages } from "./pages";
import type { RegistryRequests } from "./requests";

const NOT_FOUND = 404;

/**
 * By the registry's own list, and in a registry without one by the tag that clients keep instead
 * (https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md).
 *
 * @throws RegistryError also when the list is refused and there is no such tag: then nothing is known.
 */
export async function referrersOf(
    requests: RegistryRequests,
    reference: ImageReference,
    digest: string,
): Promise<readonly IndexEntry[]> {
    try {
        return await listed(requests, reference, digest);
    } catch (refusal) {
        if (refusal instanceof RegistryError && refusal.status !== undefined) {
            return tagged(requests, withTag(reference, digest.replace(":", "-")), refusal);
        }
        throw refusal;
    }
}

async function listed(
    requests: RegistryRequests,
    reference: ImageReference,
    digest: string,
): Promise<readonly IndexEntry[]> {
    const found: IndexEntry[] = [];
    for await (const entries of pages(requests, reference, {
        first: `/v2/${reference.repository}/referrers/${digest}`,
        what: `referrers of ${digest}`,
        parse: (json) => entriesOf(manifestDocument(json, "")),
    })) {
        found.push(...entries);
    }
    return found;
}

async function tagged(
    requests: RegistryRequests,
    reference: ImageReference,
    refusal: RegistryError,
): Promise<readonly IndexEntry[]> {
    try {
        return entriesOf((await readDocument(requests, reference)).document);
    } catch (error) {
        if (error instanceof RegistryError && refusal.status !== NOT_FOUND) {
            throw refusal;
        }
        if (error instanceof RegistryError && error.status === NOT_FOUND) {
            return [];
        }
        throw error;
    }
}

function entriesOf(document: ManifestDocument): readonly IndexEntry[] {
    return document.kind === "index" ? document.entries : [];
}
