/** Synthetic images for the platform's registry: real manifests and layers of a chosen size, made without Docker. */
import * as path from "node:path";
import { run } from "./command";
import { BIN, REGISTRY } from "./paths";

/** The image under every pod. It is pinned, so that the garbage collection of images leaves it. */
export const PAUSE_IMAGE = `${REGISTRY}/pause:1`;

export interface ImageOptions {
    /** Without the registry, such as `app`. */
    repository: string;
    tag?: string;
    /** Bytes that a node downloads for one platform; without it the image holds its program only. */
    size?: number;
    /** Another seed is another content, and so another digest. Default 1. */
    seed?: number;
    /** More than one makes an index. Default `linux/amd64`, or what this machine is. */
    platforms?: readonly string[];
    /** Padding layers; default 4. */
    layers?: number;
    /** Static program in the root folder and the entrypoint; default `pause`, which waits until it is ended. */
    binary?: string;
    /** Address of the registry; default is the platform's. */
    registry?: string;
}

export interface PushedImage {
    /** By digest. */
    reference: string;
    /** Config and layers of one platform, compressed. */
    bytes: number;
}

export async function pushImage(options: ImageOptions): Promise<PushedImage> {
    const flags = {
        repository: `${options.registry ?? REGISTRY}/${options.repository}`,
        tag: options.tag ?? "",
        size: options.size ?? 0,
        seed: options.seed ?? 1,
        layers: options.layers ?? 4,
        platforms: (options.platforms ?? [thisPlatform()]).join(","),
        binary: options.binary ?? path.join(BIN, "pause"),
    };
    const output = await run(path.join(BIN, "tools"), [
        "image",
        ...Object.entries(flags).map(([name, value]) => `-${name}=${value}`),
    ]);
    return JSON.parse(output) as PushedImage;
}

export function thisPlatform(): string {
    return `linux/${process.arch === "x64" ? "amd64" : process.arch}`;
}

export async function pushPauseImage(): Promise<void> {
    const [repository, tag] = PAUSE_IMAGE.slice(REGISTRY.length + 1).split(":");
    await pushImage({ repository: repository ?? "", tag });
}
