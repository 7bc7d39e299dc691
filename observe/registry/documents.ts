// Manifests and indexes, as a registry keeps them under tags and digests.
import { createHash } from "node:crypto";
import { INDEX_TYPES, MANIFEST_TYPES, type ManifestDocument, manifestDocument } from "../../model/image/manifests";
import type { ImageReference } from "../../model/image/reference";
import { RegistryError } from "./errors";
import { parsed, type RegistryRequests } from "./requests";

const ACCEPT = [...INDEX_TYPES, ...MANIFEST_TYPES].join(", ");

export interface DigestedDocument {
    readonly digest: string;
    readonly document: ManifestDocument;
}

/** The document of the reference itself, or that of another tag or digest in its repository. */
export async function readDocument(
    requests: RegistryRequests,
    reference: ImageReference,
    tagOrDigest: string = reference.digest ?? reference.tag ?? "latest",
): Promise<DigestedDocument> {
    const path = `/v2/${reference.repository}/manifests/${tagOrDigest}`;
    const { answer, body } = await requests.read(reference, path, reference.text, ACCEPT);
    const digest = digestOf(body);
    if (tagOrDigest.startsWith("sha256:") && tagOrDigest !== digest) {
        throw new RegistryError(
            `${reference.registry} answered with another manifest than the one asked for: ${digest} instead of ${tagOrDigest}.`,
        );
    }
    const contentType = answer.headers["content-type"]?.split(";")[0] ?? "";
    return { digest, document: parsed(reference, body, (json) => manifestDocument(json, contentType)) };
}

export function digestOf(content: Buffer): string {
    return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}
