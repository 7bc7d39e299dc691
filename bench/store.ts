// The node's store of images, for measurements that begin with an empty one.
import * as path from "node:path";
import { run } from "../platform/machine/command";
import { BIN, CONTAINERD_SOCKET } from "../platform/paths";

/** Pulls an image as nobody but containerd does: without the kubelet, a pod, or a gate. */
export function barePull(image: string): Promise<string> {
    return ctr("pull", "--plain-http", image);
}

/** Nothing of the images is left, and nothing that was written before is written while the next pull is measured. */
export async function emptyStore(images: readonly string[]): Promise<void> {
    const digests = images.map((image) => image.slice(image.indexOf("@") + 1));
    // The kubelet's side of containerd keeps an image under its id too: lines tell the digest, names do not.
    const lines = (await ctr("ls")).split("\n").filter((line) => digests.some((digest) => line.includes(digest)));
    for (const name of lines.map((line) => line.split(/\s/)[0] ?? "")) {
        await ctr("rm", "--sync", name);
    }
    await run("sync", []);
}

function ctr(...words: string[]): Promise<string> {
    return run(path.join(BIN, "ctr"), ["--address", CONTAINERD_SOCKET, "--namespace", "k8s.io", "images", ...words]);
}
