// The node's store of images, for measurements that begin with an empty one.
import assert from "node:assert/strict";
import * as path from "node:path";
import { run } from "../platform/machine/command";
import { BIN, CONTAINERD_SOCKET } from "../platform/paths";
import { eventually } from "../test/e2e/support/eventually";

/** Pulls an image as nobody but containerd does: without the kubelet, a pod, or a gate. */
export function barePull(image: string): Promise<string> {
    return ctr("images", "pull", "--plain-http", image);
}

/** Nothing of the images is left, and nothing that was written before is written while the next pull is measured. */
export async function emptyStore(images: readonly string[]): Promise<void> {
    const digests = images.map((image) => image.slice(image.indexOf("@") + 1));
    // The kubelet's side of containerd keeps an image under its id too: lines tell the digest, names do not.
    const lines = (await ctr("images", "ls"))
        .split("\n")
        .filter((line) => digests.some((digest) => line.includes(digest)));
    const names = lines.map((line) => line.split(/\s/)[0] ?? "");
    // What a container that has ended leaves unpacked would not be downloaded again; the kubelet removes it a little later.
    await eventually(() => unused(names), 180);
    for (const name of names) {
        await ctr("images", "rm", "--sync", name);
    }
    await run("sync", []);
}

async function unused(names: readonly string[]): Promise<void> {
    const words = (await ctr("containers", "ls")).split(/\s+/);
    const used = names.filter((name) => words.includes(name));
    assert.deepEqual(used, [], "containers of these images are left");
}

function ctr(...words: string[]): Promise<string> {
    return run(path.join(BIN, "ctr"), ["--address", CONTAINERD_SOCKET, "--namespace", "k8s.io", ...words]);
}
