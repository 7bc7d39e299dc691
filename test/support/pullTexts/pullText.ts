// Texts of pulls that failed, as they were seen in the wild (hosts and names replaced), and what is to be read from them.

import type { CauseName } from "../../../model/pulls/causes";
import type { HostRole } from "../../../model/pulls/error/hosts";
import type { Step } from "../../../model/pulls/error/steps";

export interface PullText {
    readonly text: string;
    readonly cause: CauseName;
    readonly step?: Step;
    readonly role?: HostRole;
    /** A part of the advice's command. */
    readonly command?: string;
}

/** The error that containerd's CRI plugin wraps around what went wrong with `image`. */
export function containerd(image: string, error: string): string {
    return `rpc error: code = Unknown desc = failed to pull and unpack image "${image}": ${error}`;
}

/** The same before anything of the image was known. */
export function resolving(image: string, error: string): string {
    return containerd(image, `failed to resolve reference "${image}": ${error}`);
}

export function heading(image: string, url: string, error: string): string {
    return resolving(image, `failed to do request: Head "${url}": ${error}`);
}

export const DIGEST = "sha256:3b8e3f5c5f0b1d7f2a66c6b5de4c9a0a4fdc1b6be1f7f0f07a4d3c5e9d1b2a3c";

export const ACR_URL = "https://contoso.azurecr.io/v2/shop/api/manifests/1.4.2";
export const HUB_URL = "https://registry-1.docker.io/v2/library/redis/manifests/8";

/** Where the manifest of `image` is asked for. */
function manifestUrl(image: string): string {
    const [host = "", ...path] = image.split(":", 1)[0]?.split("/") ?? [];
    return `https://${host}/v2/${path.join("/")}/manifests/1`;
}

/** A registry that did not answer when `image` was asked for. */
export function unanswered(image: string, error: string): string {
    return heading(image, manifestUrl(image), error);
}

/** A registry that refused, with a status such as `403 Forbidden`. */
export function answering(image: string, answer: string): string {
    return resolving(image, `unexpected status from HEAD request to ${manifestUrl(image)}: ${answer}`);
}
