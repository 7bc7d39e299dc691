// What refers to a manifest, such as signatures and SBOMs.
import { type IndexEntry, type ManifestDocument, manifestDocument } from "../../model/image/manifests";
import { RegistryError } from "./errors";
import type { Repository } from "./repository";

const NOT_FOUND = 404;
/** It has been waited for by then, and says nothing of the list. */
const BUSY = 429;

/**
 * By the registry's own list, and in a registry without one by the tag that clients keep instead
 * (https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md).
 *
 * @throws RegistryError also when the list is refused and there is no such tag: then nothing is known.
 */
export async function referrersOf(repository: Repository, digest: string): Promise<readonly IndexEntry[]> {
    try {
        return await listed(repository, digest);
    } catch (refusal) {
        if (refusal instanceof RegistryError && refusal.status !== undefined && refusal.status !== BUSY) {
            return tagged(repository.at(digest.replace(":", "-")), refusal);
        }
        throw refusal;
    }
}

async function listed(repository: Repository, digest: string): Promise<readonly IndexEntry[]> {
    const found: IndexEntry[] = [];
    const parse = (json: unknown) => entriesOf(manifestDocument(json, ""));
    for await (const entries of repository.pages(`referrers/${digest}`, `referrers of ${digest}`, parse)) {
        found.push(...entries);
    }
    return found;
}

async function tagged(repository: Repository, refusal: RegistryError): Promise<readonly IndexEntry[]> {
    try {
        return entriesOf((await repository.document()).document);
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
