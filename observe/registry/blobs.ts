// Blobs: layers, which are streamed, and the configs of images, which are read whole.
import { type ImageConfig, imageConfig } from "../../model/image/config";
import type { ImageReference } from "../../model/image/reference";
import { digestOf } from "./documents";
import { RegistryError } from "./errors";
import type { HttpAnswer } from "./http";
import { parsed, type RegistryRequests } from "./requests";

/** The answer with a blob; the caller checks its digest while reading. */
export function openBlob(requests: RegistryRequests, reference: ImageReference, digest: string): Promise<HttpAnswer> {
    return requests.open(reference, ...blob(reference, digest));
}

export async function readConfig(
    requests: RegistryRequests,
    reference: ImageReference,
    digest: string,
): Promise<ImageConfig> {
    const { body } = await requests.read(reference, ...blob(reference, digest));
    if (digestOf(body) !== digest) {
        throw new RegistryError(
            `${reference.registry} answered with another config than the manifest names (${digest}).`,
        );
    }
    return parsed(reference, body, imageConfig);
}

function blob({ repository, text }: ImageReference, digest: string): [path: string, what: string] {
    return [`/v2/${repository}/blobs/${digest}`, `layer ${digest} of ${text}`];
}
