/** Published programs, tried before building: taken only with the hash that their publisher lists, and never half. */
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { run } from "../machine/command";

export interface Release {
    readonly version: string;
    /** Where the archives are; each is named by the machine's architecture, as Go names it. */
    readonly address: string;
    /** Of the archive, by the machine's architecture. */
    readonly sha512: Readonly<Record<string, string>>;
    /** The archive's folder of programs. */
    readonly folder: string;
    readonly programs: readonly string[];
}

export interface Patience {
    /** Until the archive begins to come: where the publisher is out of reach, building should begin soon. */
    readonly beginMs: number;
    /** Without a byte, on the way. */
    readonly silentMs: number;
}

const PATIENCE: Patience = { beginMs: 5_000, silentMs: 20_000 };

/** An archive that is not the publisher's: nothing of it is installed. */
export class ReleaseError extends Error {}

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/**
 * Puts the programs into `target`, which must exist; undefined, or why there is nothing: then they have to be built.
 *
 * @throws ReleaseError where the bytes are others than the publisher's.
 */
export async function fetchRelease(
    release: Release,
    target: string,
    { machine = process.arch, patience = PATIENCE }: { machine?: string; patience?: Patience } = {},
): Promise<string | undefined> {
    const architecture = ARCHITECTURES[machine] ?? machine;
    const expected = release.sha512[architecture];
    if (expected === undefined) {
        return `there is no release for ${architecture}`;
    }
    const url = release.address.replace("ARCHITECTURE", architecture);
    const archive = path.join(target, "archive.unfinished");
    try {
        const missing = await download(url, archive, patience);
        if (missing !== undefined) {
            return `${url}: ${missing}`;
        }
        await verify(url, archive, expected);
        await unpack(release, archive, target);
        return undefined;
    } finally {
        fs.rmSync(archive, { force: true });
    }
}

/** Why it did not come to its end; undefined where it did. */
async function download(url: string, file: string, { beginMs, silentMs }: Patience): Promise<string | undefined> {
    const stop = new AbortController();
    let timer = setTimeout(() => stop.abort(new Error(`no answer within ${beginMs / 1_000} s`)), beginMs);
    const heard = (bytes: Buffer) => {
        clearTimeout(timer);
        timer = setTimeout(() => stop.abort(new Error(`nothing came for ${silentMs / 1_000} s`)), silentMs);
        return bytes;
    };
    try {
        const answer = await fetch(url, { signal: stop.signal });
        if (!answer.ok || answer.body === null) {
            return `the answer is ${answer.status}`;
        }
        const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
        await pipeline(
            body,
            async function* (pieces: AsyncIterable<Buffer>) {
                for await (const piece of pieces) {
                    yield heard(piece);
                }
            },
            fs.createWriteStream(file),
        );
        return undefined;
    } catch (error) {
        return reasonOf(stop.signal.aborted ? stop.signal.reason : error);
    } finally {
        clearTimeout(timer);
    }
}

/** What lies under "fetch failed". */
function reasonOf(error: Error): string {
    return error.cause instanceof Error ? error.cause.message : error.message;
}

async function verify(url: string, archive: string, expected: string): Promise<void> {
    const hash = createHash("sha512");
    await pipeline(fs.createReadStream(archive), hash);
    const found = hash.digest("hex");
    if (found !== expected) {
        throw new ReleaseError(
            `${url} has the SHA-512 ${found}, and not ${expected}, which its publisher lists: nothing of it was installed. ` +
                "Something on the way changes downloads; `npm start -- --build` builds instead of downloading.",
        );
    }
}

async function unpack({ folder, programs }: Release, archive: string, target: string): Promise<void> {
    const files = programs.map((program) => `${folder}/${program}`);
    const depth = folder.split("/").length;
    await run("tar", ["-xzf", archive, "-C", target, `--strip-components=${depth}`, "--no-same-owner", ...files]);
}
