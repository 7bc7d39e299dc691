// A node whose disk is full for one image: containerd downloads a layer of it into a file system that has no room. Every other
// image of the node, of other tests too, is pulled as ever.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../../platform/machine/command";
import { BIN, CONTAINERD_SOCKET, PLATFORM } from "../../../platform/paths";

const DOWNLOADS = path.join(PLATFORM, "containerd/root/io.containerd.content.v1.content/ingest");
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

interface Layer {
    readonly digest: string;
    readonly size: number;
}

/** Returns what makes room again: the next attempt of the node goes on where the last one ended. */
export async function fillDisk(reference: string): Promise<() => Promise<void>> {
    const layer = await lastLayer(reference);
    await beginDownload(layer);
    const folder = downloadOf(layer);
    await run("mount", ["-t", "tmpfs", "-o", "size=64k", "full-disk", folder]);
    let full = true;
    return async () => {
        if (full) {
            full = false;
            // Lazily: an attempt may be under way.
            await run("umount", ["--lazy", folder]);
        }
    };
}

/** The last one is of padding, whose bytes no other image has. */
async function lastLayer(reference: string): Promise<Layer> {
    const [, host, repository, digest] = /^([^/]+)\/([^@]+)@(.+)$/.exec(reference) ?? [];
    const answer = await fetch(`http://${host}/v2/${repository}/manifests/${digest}`, {
        headers: { accept: MANIFEST },
    });
    const { layers } = (await answer.json()) as { layers: readonly Layer[] };
    return layers[layers.length - 1] as Layer;
}

/** Nothing is sent, so that it stays unfinished: for a day, and containerd goes on with it when the node pulls the layer. */
async function beginDownload({ digest, size }: Layer): Promise<void> {
    const client = ["--address", CONTAINERD_SOCKET, "--namespace", "k8s.io"];
    const ingest = ["content", "ingest", "--expected-size", `${size}`, `layer-${digest}`];
    await assert.rejects(run(path.join(BIN, "ctr"), [...client, ...ingest]), /short read/);
}

function downloadOf({ digest }: Layer): string {
    const folders = fs.readdirSync(DOWNLOADS).map((name) => path.join(DOWNLOADS, name));
    const folder = folders.find((each) => refersTo(each, digest));
    assert.ok(folder, `containerd downloads no layer ${digest}`);
    return folder;
}

function refersTo(download: string, digest: string): boolean {
    try {
        return fs.readFileSync(path.join(download, "ref"), "utf8").endsWith(digest);
    } catch {
        return false; // Another download, which ended meanwhile.
    }
}
