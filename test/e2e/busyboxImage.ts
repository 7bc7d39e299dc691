// An image with a program at /bin/busybox that can `cp` and `sleep`, as the helper of the init-container method needs it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { BIN, REGISTRY } from "../../local/platform/paths";

const REPOSITORY = `http://${REGISTRY}/v2/e2e/busybox`;
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

/** Pushes it, and returns its reference. */
export async function pushBusybox(): Promise<string> {
    const archive = pack();
    archive.entry({ name: "bin/busybox", mode: 0o755, mtime: new Date(0) }, readFileSync(join(BIN, "pause")));
    archive.finalize();
    const files = await buffer(archive);
    const layer = await pushBlob("application/vnd.oci.image.layer.v1.tar+gzip", gzipSync(files));
    const config = await pushBlob(
        "application/vnd.oci.image.config.v1+json",
        json({
            os: "linux",
            architecture: process.arch === "x64" ? "amd64" : process.arch,
            rootfs: { type: "layers", diff_ids: [digestOf(files)] },
        }),
    );
    const manifest = json({ schemaVersion: 2, mediaType: MANIFEST, config, layers: [layer] });
    await put(`${REPOSITORY}/manifests/${digestOf(manifest)}`, MANIFEST, manifest);
    return `${REGISTRY}/e2e/busybox@${digestOf(manifest)}`;
}

async function pushBlob(mediaType: string, content: Buffer) {
    const digest = digestOf(content);
    const started = await fetch(`${REPOSITORY}/blobs/uploads/`, { method: "POST" });
    const upload = new URL(started.headers.get("location") ?? "", REPOSITORY);
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
