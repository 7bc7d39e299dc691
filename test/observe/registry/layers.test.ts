import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import type { Layer } from "../../../model/image/manifests";
import { parseImageReference } from "../../../model/image/reference";
import type { RegistryClient } from "../../../observe/registry/client";
import { layerEntries } from "../../../observe/registry/layers";
import { digestOf } from "../../support/registryServer";

const IMAGE = parseImageReference("acr1.azurecr.io/shop/api:1");
const LARGE = "x".repeat(65_536);

type Entry = [name: string, content: string, type?: "file" | "directory" | "symlink" | "contiguous-file"];

async function tar(...entries: Entry[]): Promise<Buffer> {
    const packed = pack();
    for (const [name, content, type = "file"] of entries) {
        packed.entry({ name, type, ...(type === "symlink" && { linkname: "a" }) }, content);
    }
    packed.finalize();
    return Buffer.concat(await Readable.from(packed).toArray());
}

/** A frame of one raw block, which every zstd decoder takes (RFC 8878). */
function zstdOf(content: Buffer): Buffer {
    const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0, 0, 0, 0]);
    header.writeUInt32LE(content.length, 5);
    header.writeUIntLE((content.length << 3) | 1, 9, 3);
    return Buffer.concat([header, content]);
}

function read(body: Buffer, compression: Layer["compression"] = "none", digest = digestOf(body)) {
    const client = { blob: async () => Readable.from([body.subarray(0, 700), body.subarray(700)]) };
    const layer = { digest, bytes: body.length, compression } as Layer;
    return layerEntries(client as unknown as RegistryClient, IMAGE, layer);
}

describe("the entries of a layer", () => {
    it("are its files, by their paths without a leading slash", async () => {
        const entries = await read(
            await tar(["./app/", "", "directory"], ["./app/a", "12"], ["/b", "1"], ["c", "", "contiguous-file"]),
        );
        assert.deepEqual(entries, [
            { path: "app/a", bytes: 2, kind: "file", hash: undefined },
            { path: "b", bytes: 1, kind: "file", hash: undefined },
            { path: "c", bytes: 0, kind: "file", hash: undefined },
        ]);
    });

    it("are what it deletes of lower layers, too, and no links", async () => {
        const entries = await read(
            await tar(["app/.wh.old", ""], ["cache/sub/.wh..wh..opq", ""], [".wh..wh..opq", ""], ["l", "", "symlink"]),
        );
        assert.deepEqual(entries, [
            { path: "app/old", bytes: 0, kind: "whiteout" },
            { path: "cache/sub", bytes: 0, kind: "opaque" },
            { path: "", bytes: 0, kind: "opaque" },
        ]);
    });

    it("have a hash from 64 KiB on", async () => {
        const [large, small] = await read(await tar(["a", LARGE], ["b", LARGE.slice(1)]));
        assert.equal(large?.hash, createHash("sha256").update(LARGE).digest("hex"));
        assert.equal(small?.hash, undefined);
    });

    for (const [compression, compressed] of [
        ["gzip", gzipSync],
        ["zstd", zstdOf],
    ] as const) {
        it(`are read from ${compression}`, async () => {
            const entries = await read(compressed(await tar(["a", "1"])), compression);
            assert.deepEqual(
                entries.map(({ path }) => path),
                ["a"],
            );
        });

        it(`are not known where ${compression} is broken`, async () => {
            await assert.rejects(
                read(await tar(["a", "1"]), compression),
                /^Error: Layer sha256:\w+ of acr1\.azurecr\.io\/shop\/api:1 cannot be read: .+\.$/,
            );
        });
    }

    it("are not believed where the digest is another", async () => {
        const wrong = `sha256:${"0".repeat(64)}`;
        await assert.rejects(read(await tar(["a", "1"]), "none", wrong), {
            message: `Layer ${wrong} arrived with another content than its digest says.`,
        });
    });
});
