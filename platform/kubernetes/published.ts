/** Parts that are published as programs: fetched while others are built, and built themselves where they cannot be had. */
import * as fs from "node:fs";
import * as path from "node:path";
import { CACHE } from "../paths";
import { buildKey } from "./buildKey";
import { BUILD_VARIABLE } from "./installed";
import type { Part } from "./parts";
import { fetchRelease, type Release } from "./release";

/** What became of the attempt: a folder with the programs, or why there is none. */
export type Fetched = { readonly folder: string } | { readonly missing: string };

/** Where a part's published programs are kept once all is there; undefined for parts without any. */
export function publishedFolder(part: Part): string | undefined {
    const { published, name } = part;
    return published && path.join(CACHE, `${name}-v${published.release.version}-${buildKey(part)}`);
}

/** By part; each attempt has begun. Nothing is asked for where everything is to be built. */
export class PublishedParts {
    private readonly attempts = new Map<Part, Promise<Fetched>>();
    private readonly here = new Set<Part>();

    constructor(parts: readonly Part[], env: NodeJS.ProcessEnv = process.env, fetching = fetchRelease) {
        for (const part of env[BUILD_VARIABLE] ? [] : parts) {
            const folder = publishedFolder(part);
            if (part.published !== undefined && folder !== undefined) {
                const attempt = fetched(part.published.release, `${folder}.${process.pid}`, fetching);
                // Who needs the part hears of its failure.
                attempt.then(
                    (outcome) => "folder" in outcome && this.here.add(part),
                    () => undefined,
                );
                this.attempts.set(part, attempt);
            }
        }
    }

    /** Undefined where the part is not published. Rejects where other bytes came than the publisher's. */
    async of(part: Part): Promise<Fetched | undefined> {
        return this.attempts.get(part);
    }

    /** How long the part takes at most, as far as is known by now. */
    secondsOf(part: Part): number {
        return this.here.has(part) ? (part.published?.restSeconds ?? 0) : part.typicalSeconds;
    }

    /** Removes what was fetched and not needed. */
    async end(): Promise<void> {
        for (const attempt of this.attempts.values()) {
            const outcome = await attempt.catch(() => undefined);
            if (outcome && "folder" in outcome) {
                removeFolder(outcome.folder);
            }
        }
    }
}

async function fetched(release: Release, folder: string, fetching: typeof fetchRelease): Promise<Fetched> {
    removeFolder(folder);
    fs.mkdirSync(folder, { recursive: true });
    const missing = await fetching(release, folder).catch((error: unknown) => {
        removeFolder(folder);
        throw error;
    });
    if (missing === undefined) {
        return { folder };
    }
    removeFolder(folder);
    return { missing };
}

function removeFolder(folder: string): void {
    fs.rmSync(folder, { recursive: true, force: true });
}
