/** Synthetic images for the platform's registry: real manifests and layers of a chosen size, made without Docker. */
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../machine/command";
import { BIN, REGISTRY } from "../paths";
import { PushError, type Refusal } from "./push";

/** kubectl and nothing else, as registry.k8s.io/kubectl is; pushed when something needs it. */
export const KUBECTL_IMAGE = `${REGISTRY}/kubectl:1`;

/** The image under every pod. It is pinned, so the garbage collection of images leaves it. */
export const PAUSE_IMAGE = `${REGISTRY}/pause:1`;

export interface ImageOptions {
    /** Without the registry, such as `app`. */
    repository: string;
    tag?: string;
    /** Bytes that a node downloads for one platform; without it the image holds its program only. */
    size?: number;
    /** Another seed is another content, and so another digest. Default 1. */
    seed?: number;
    /** More than one gives an index. Default `linux/amd64`, or what this machine is. */
    platforms?: readonly string[];
    /** Padding layers; default 4. */
    layers?: number;
    /** Static program in the root folder and the entrypoint; default `pause`, which waits until it is ended. */
    binary?: string;
    /** A folder whose tree becomes the image's root, instead of a program. */
    folder?: string;
    /** Words that start the program; default is its file alone. */
    entrypoint?: readonly string[];
    /** Address of the registry; default is the platform's. */
    registry?: string;
    /** An entry of Docker's configuration; without one the registry is asked as nobody. */
    login?: DockerEntry;
}

/** What `docker login` leaves of a registry: a user's password, or a token. */
export type DockerEntry = { readonly username: string; readonly password: string } | { readonly identitytoken: string };

export interface PushedImage {
    /** By digest. */
    reference: string;
    /** Config and layers of one platform, compressed. */
    bytes: number;
}

/** @throws PushError when the registry does not take the image. */
export async function pushImage(options: ImageOptions): Promise<PushedImage> {
    const { registry = REGISTRY, login } = options;
    const flags = {
        repository: `${registry}/${options.repository}`,
        tag: options.tag ?? "",
        size: options.size ?? 0,
        seed: options.seed ?? 1,
        layers: options.layers ?? 4,
        platforms: (options.platforms ?? [thisPlatform()]).join(","),
        ...contentOf(options),
        entrypoint: options.entrypoint?.join(" ") ?? "",
    };
    const args = Object.entries({ ...flags, login: login !== undefined }).map(([name, value]) => `-${name}=${value}`);
    const output = await run(path.join(BIN, "tools"), ["image", ...args], { input: login && JSON.stringify(login) });
    const answer = JSON.parse(output) as PushedImage | { refusal: Refusal };
    if ("refusal" in answer) {
        throw new PushError(registry, options.repository, answer.refusal);
    }
    return answer;
}

function contentOf({ binary, folder }: ImageOptions): { binary: string } | { folder: string } {
    return folder === undefined ? { binary: binary ?? path.join(BIN, "pause") } : { folder };
}

export function thisPlatform(): string {
    return `linux/${process.arch === "x64" ? "amd64" : process.arch}`;
}

export async function pushPauseImage(): Promise<void> {
    await pushImage(placeOf(PAUSE_IMAGE));
}

/** kubectl is one of the programs in the file of all of Kubernetes, where that was built here. */
export async function pushKubectlImage(): Promise<void> {
    const place = placeOf(KUBECTL_IMAGE);
    const held = await fetch(`http://${REGISTRY}/v2/${place.repository}/manifests/${place.tag}`, { method: "HEAD" });
    if (!held.ok) {
        // Packing 140 MB takes a while.
        const binary = fs.realpathSync(path.join(BIN, "kubectl"));
        const name = path.basename(binary);
        await pushImage({ ...place, binary, entrypoint: name === "kubectl" ? ["/kubectl"] : [`/${name}`, "kubectl"] });
    }
}

function placeOf(image: string): { repository: string; tag: string } {
    const [repository = "", tag = ""] = image.slice(REGISTRY.length + 1).split(":");
    return { repository, tag };
}
