// Reads images from any registry: bounded in bytes, time and depth, with every digest checked. Written by hand, because a
// registry that is not trusted must not fill the memory or hold a program up, and the clients on npm set no such bounds.
import { readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import type { ImageConfig } from "../../model/image/config";
import type { ImageManifest, IndexEntry } from "../../model/image/manifests";
import { platformMatches, platformText } from "../../model/image/platform";
import type { ImageReference } from "../../model/image/reference";
import { proxyAgent } from "../proxy/agent";
import type { Credential } from "./credentials";
import { apiHost } from "./dockerHub";
import { RegistryError } from "./errors";
import { discard } from "./http";
import { imagesBehind } from "./images";
import { referrersOf } from "./referrers";
import { Repository } from "./repository";
import { RegistrySession, type SessionOptions } from "./session";

export interface RegistryClientOptions {
    /** Instead of Docker's configuration and Azure's sign-in. */
    readonly credential?: Credential;
    /** Other hosts that may see the credential. */
    readonly authHosts?: readonly string[];
    /** Plain HTTP; by default only for this machine's own addresses. */
    readonly plainHttp?: boolean;
    /** PEM file of a CA to trust besides the usual ones. */
    readonly caFile?: string;
    /** Milliseconds that one answer may take; 30,000 by default. */
    readonly timeoutMs?: number;
    readonly signal?: AbortSignal;
    /** Told in one line whenever the registry is waited for, because it allows no more requests for now. */
    readonly onWait?: (text: string) => void;
    readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

export class RegistryClient {
    /** By digest: what stands behind one never changes, and the platform and the history of an image are both in it. */
    private readonly configs = new Map<string, ImageConfig>();

    private readonly sessions = new Map<string, RegistrySession>();

    constructor(private readonly options: SessionOptions) {}

    /** What the reference names, at its registry; each registry keeps its session. */
    private at(reference: ImageReference): Repository {
        const host = apiHost(reference.registry);
        const session = this.sessions.get(host) ?? new RegistrySession(host, this.options);
        this.sessions.set(host, session);
        return new Repository(session, reference);
    }

    /**
     * The images behind a reference, one for each platform, or for those that match `platform`.
     *
     * @throws RegistryError when there is none, or when the registry's answer cannot be trusted.
     */
    async resolve(reference: ImageReference, platform?: string): Promise<ImageManifest[]> {
        const images = await imagesBehind(this.at(reference));
        const named = await Promise.all(images.map((image) => this.withPlatform(reference, image)));
        const matching = named.filter((image) => platform === undefined || platformMatches(image.platform, platform));
        if (matching.length === 0) {
            const have = named.map((image) => image.platform).join(", ") || "none";
            throw new RegistryError(
                `${reference.text} has no image for ${platform ?? "any platform"}; it has: ${have}.`,
            );
        }
        return matching;
    }

    /** The digest of what the reference names: that of the index, where it is one. */
    async digest(reference: ImageReference): Promise<string> {
        return reference.digest ?? (await this.at(reference).document()).digest;
    }

    private async withPlatform(reference: ImageReference, image: ImageManifest): Promise<ImageManifest> {
        return image.platform !== "unknown"
            ? image
            : { ...image, platform: platformText(await this.config(reference, image)) };
    }

    /** Milliseconds until the registry answers at all (GET /v2/): the way there, TLS included, without any image. */
    async firstByteMs(reference: ImageReference): Promise<number> {
        const start = performance.now();
        discard(await this.at(reference).send("/v2/"));
        return Math.round(performance.now() - start);
    }

    /** The image's config: its platform, environment and the history of its layers. Read once. */
    async config(reference: ImageReference, { config: { digest } }: ImageManifest): Promise<ImageConfig> {
        const config = this.configs.get(digest) ?? (await this.at(reference).config(digest));
        this.configs.set(digest, config);
        return config;
    }

    /** The bytes of a blob. The caller checks their digest while it reads them, and ends the stream. */
    blob(reference: ImageReference, digest: string): Promise<Readable> {
        return this.at(reference).blob(digest);
    }

    /** The tags of a repository, page by page. */
    async *tags(reference: ImageReference): AsyncGenerator<string> {
        const what = `repository ${reference.repository}`;
        const parse = (json: unknown) => (json as { tags?: string[] | null }).tags ?? [];
        for await (const tags of this.at(reference).pages("tags/list?n=500", what, parse)) {
            yield* tags;
        }
    }

    /** What refers to the manifest or index behind a reference, such as signatures and SBOMs. */
    async referrers(reference: ImageReference): Promise<readonly IndexEntry[]> {
        return referrersOf(this.at(reference), await this.digest(reference));
    }
}

export async function registryClient(options: RegistryClientOptions = {}): Promise<RegistryClient> {
    const { rootCertificates } = await import("node:tls");
    const ca = options.caFile === undefined ? undefined : [...rootCertificates, caOf(options.caFile)];
    const timeoutMs = options.timeoutMs ?? 30_000;
    const dispatcher = await proxyAgent({ connect: { timeout: timeoutMs, ca }, keepAliveTimeout: 1_000 });
    const { signal, onWait, sleep } = options;
    const http = { timeoutMs, dispatcher, signal, onWait, sleep };
    return new RegistryClient({ ...options, http });
}

function caOf(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        throw new RegistryError(`The CA file ${file} cannot be read.`);
    }
}
