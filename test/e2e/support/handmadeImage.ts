// Pushes an image of one layer whose bytes the test itself wrote, through the registry's own interface.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { REGISTRY } from "../../../platform/paths";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

export interface HandmadeImage {
    /** Without the registry. */
    readonly repository: string;
    /** The layer as nodes download it, said to be a compressed archive. */
    readonly layer: Buffer;
    /** What the node must get when it unpacks the layer. */
    readonly unpacked: Buffer;
}

/** Returns its reference, by digest. */
export async function pushHandmade({ repository, layer, unpacked }: HandmadeImage): Promise<string> {
    const base = `http://${REGISTRY}/v2/${repository}`;
    const pushed = await pushBlob(base, "application/vnd.oci.image.layer.v1.tar+gzip", layer);
    const config = await pushBlob(
        base,
        "application/vnd.oci.image.config.v1+json",
        json({
            os: "linux",
            architecture: process.arch === "x64" ? "amd64" : process.arch,
            rootfs: { type: "layers", diff_ids: [digestOf(unpacked)] },
        }),
    );
    const manifest = json({ schemaVersion: 2, mediaType: MANIFEST, config, layers: [pushed] });
    await put(`${base}/manifests/${digestOf(manifest)}`, MANIFEST, manifest);
    return `${REGISTRY}/${repository}@${digestOf(manifest)}`;
}

async function pushBlob(base: string, mediaType: string, content: Buffer) {
    const digest = digestOf(content);
    const started = await fetch(`${base}/blobs/uploads/`, { method: "POST" });
    const upload = new URL(started.headers.get("location") ?? "", base);
    upload.searchParams.set("digest", digest);
    await put(upload.href, "application/octet-stream", content);
    return { mediaType, digest, size: content.length };
}

async function put(url: string, type: string, body: Buffer): Promise<void> {
    const answer = await fetch(url, { method: "PUT", headers: { "content-type": type }, body });
    assert.equal(answer.status, 201, await answer.text());
}

function json(value: unknown): Buffer {
    return Buffer.from(JSON.stringify(value));
}

function digestOf(content: Buffer): string {
    return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}
