// Reads the layers of an image as they stream from the registry: names, sizes and hashes, never whole layers in memory.
import { createHash, type Hash } from "node:crypto";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { LayerEntry } from "../../model/image/layers";
import type { Layer } from "../../model/image/manifests";
import type { ImageReference } from "../../model/image/reference";
import type { RegistryClient } from "./client";
import { RegistryError } from "./errors";

/** Smaller files are not worth a finding about duplicates. */
const HASHED_BYTES = 65_536;
/** A layer with more files, or more data, is an attack on its reader. */
const MOST_ENTRIES = 1_000_000;
const MOST_BYTES = 100 * 1024 ** 3;

/**
 * The entries of a layer. The compressed bytes are checked against the layer's digest.
 *
 * @throws RegistryError when the layer breaks off, is not what the manifest says, or cannot be unpacked.
 */
export async function layerEntries(
    client: RegistryClient,
    reference: ImageReference,
    layer: Layer,
): Promise<LayerEntry[]> {
    const { extract } = await import("tar-stream");
    const body = await client.blob(reference, layer.digest);
    const checked = digestCheck(layer);
    const tar = extract();
    const entries: LayerEntry[] = [];
    tar.on("entry", (header, stream, next) => {
        const hash = header.size >= HASHED_BYTES ? createHash("sha256") : undefined;
        stream.on("data", (chunk: unknown) => void hash?.update(chunk as Buffer));
        stream.on("end", () => {
            const entry = entryOf(header, hash);
            if (entry !== undefined) {
                entries.push(entry);
            }
            next(
                entries.length > MOST_ENTRIES
                    ? new RegistryError(`Layer ${layer.digest} has more than a million files.`)
                    : undefined,
            );
        });
        stream.resume();
    });
    try {
        await pipeline(body, checked, ...(await decompression(layer)), limit(layer), tar);
    } catch (error) {
        if (error instanceof RegistryError) {
            throw error;
        }
        throw new RegistryError(
            `Layer ${layer.digest} of ${reference.text} cannot be read: ${(error as Error).message}.`,
        );
    }
    return entries;
}

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

function entryOf(
    header: { name: string; size?: number; type?: string | null },
    hash: Hash | undefined,
): LayerEntry | undefined {
    const path = header.name.replace(/^(\.?\/)+/, "").replace(/\/$/, "");
    const slash = path.lastIndexOf("/") + 1;
    const base = path.slice(slash);
    if (base === OPAQUE) {
        return { path: path.slice(0, Math.max(0, slash - 1)), bytes: 0, kind: "opaque" };
    }
    if (base.startsWith(WHITEOUT)) {
        return { path: path.slice(0, slash) + base.slice(WHITEOUT.length), bytes: 0, kind: "whiteout" };
    }
    const isFile = header.type === "file" || header.type === "contiguous-file";
    return isFile ? { path, bytes: header.size ?? 0, kind: "file", hash: hash?.digest("hex") } : undefined;
}

function digestCheck(layer: Layer): Transform {
    const [algorithm = "sha256", expected] = layer.digest.split(":");
    const hash = createHash(algorithm);
    return new Transform({
        transform(chunk: Buffer, _encoding, done) {
            hash.update(chunk);
            done(null, chunk);
        },
        flush(done) {
            const isRight = hash.digest("hex") === expected;
            done(
                isRight
                    ? null
                    : new RegistryError(`Layer ${layer.digest} arrived with another content than its digest says.`),
            );
        },
    });
}

async function decompression(layer: Layer): Promise<Transform[]> {
    if (layer.compression === "none") {
        return [];
    }
    if (layer.compression === "gzip") {
        return [createGunzip()];
    }
    const { Decompress } = await import("fzstd");
    return [zstd(Decompress)];
}

/** Node's own zstd came with 22.15; this one also runs on 20. */
function zstd(Decompress: typeof import("fzstd").Decompress): Transform {
    const decoder = new Decompress();
    const transform = new Transform({
        transform(chunk: Buffer, _encoding, done) {
            pushed(() => decoder.push(chunk), done);
        },
        flush(done) {
            pushed(() => decoder.push(new Uint8Array(0), true), done);
        },
    });
    decoder.ondata = (chunk) => void transform.push(Buffer.from(chunk));
    return transform;
}

function pushed(push: () => void, done: (error?: Error) => void): void {
    try {
        push();
        done();
    } catch (error) {
        done(error as Error);
    }
}

function limit(layer: Layer): Transform {
    let bytes = 0;
    return new Transform({
        transform(chunk: Buffer, _encoding, done) {
            bytes += chunk.length;
            done(
                bytes > MOST_BYTES ? new RegistryError(`Layer ${layer.digest} unpacks to more than 100 GiB.`) : null,
                chunk,
            );
        },
    });
}
