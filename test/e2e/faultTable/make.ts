// How the images of the table get broken: by a registry that misbehaves, by a server in its place, by what was pushed, by the node.
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { pushImage } from "../../../platform/kubernetes/images";
import { type ExtraRegistryOptions, startExtraRegistry } from "../../../platform/kubernetes/registry";
import { fillDisk } from "../support/fullDisk";
import { pushHandmade } from "../support/handmadeImage";
import { freshImage } from "../support/scenario";
import type { BrokenImage } from "./fault";
import type { Listener } from "./servers";

const REPOSITORY = "e2e/fault-table";

/** The repository in a server that has none, or at an address where there is no server. */
const NOTHING = "app:1.0.0";

/** A fresh image in a registry that behaves as told. */
export function inRegistry(
    options: ExtraRegistryOptions,
    { megabytes = 2, name = (image) => image }: { megabytes?: number; name?: (image: string) => string } = {},
): () => Promise<BrokenImage> {
    return async () => {
        const { reference } = await freshImage(REPOSITORY, { megabytes });
        const { address, stop } = await startExtraRegistry(options);
        return { image: name(reference.replace(/^[^/]+/, address)), end: stop };
    };
}

/** A fresh image in a registry that is well, asked for by another name. */
export function renamed(name: (image: string) => string): () => Promise<BrokenImage> {
    return inRegistry({}, { name });
}

export function inServer(start: () => Promise<Listener>): () => Promise<BrokenImage> {
    return async () => {
        const { address, end } = await start();
        return { image: `${address}/${NOTHING}`, end };
    };
}

export function at(address: string): () => Promise<BrokenImage> {
    return async () => ({ image: `${address}/${NOTHING}` });
}

/** A fresh image that is well, and for which the node has no room. */
export async function onFullDisk(): Promise<BrokenImage> {
    const { reference } = await freshImage(REPOSITORY, { megabytes: 2 });
    return { image: reference, end: await fillDisk(reference) };
}

export async function forOtherProcessors(): Promise<BrokenImage> {
    // An index: containerd takes a single image as it is, whatever its platform.
    const platforms = ["linux/s390x", "linux/ppc64le"];
    const { reference } = await pushImage({ repository: REPOSITORY, platforms, seed: Date.now() });
    return { image: reference };
}

/** Its layer is not an archive. */
export async function noArchive(): Promise<BrokenImage> {
    const layer = randomBytes(1_000);
    return { image: await pushHandmade({ repository: REPOSITORY, layer, unpacked: layer }) };
}

/** Its layer is whole and holds something else than its configuration says. */
export async function otherContent(): Promise<BrokenImage> {
    const empty = Buffer.alloc(1_024);
    const layer = gzipSync(empty, { level: 1 });
    return { image: await pushHandmade({ repository: REPOSITORY, layer, unpacked: randomBytes(1_000) }) };
}
