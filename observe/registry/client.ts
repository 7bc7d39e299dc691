// Reads images from any registry: bounded in bytes, time and depth, with every digest checked.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import type { ImageReference } from "../../model/imageReference";
import {
    type ImageConfig,
    type ImageManifest,
    INDEX_TYPES,
    type IndexEntry,
    imageConfig,
    MANIFEST_TYPES,
    type ManifestDocument,
    manifestDocument,
    platformMatches,
    platformText,
} from "../../model/manifests";
import type { Credential } from "./credentials";
import { RegistryError } from "./errors";
import { discard, type HttpAnswer, type HttpOptions, readBody } from "./http";
import { RegistrySession, signInAdvice } from "./session";

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
}

/** Registries refuse manifests over 4 MiB themselves; larger ones are an attack or a mistake. */
const MOST_MANIFEST_BYTES = 4 * 1024 * 1024;
const MOST_DEPTH = 2;
/** Of lists: half a million tags. */
const MOST_PAGES = 1_000;
const ACCEPT = [...INDEX_TYPES, ...MANIFEST_TYPES].join(", ");

interface Fetched {
    readonly digest: string;
    readonly document: ManifestDocument;
}

export class RegistryClient {
    private readonly sessions = new Map<string, RegistrySession>();
    /** By digest: what stands behind one never changes, and the platform and the history of an image are both in it. */
    private readonly configs = new Map<string, ImageConfig>();

    constructor(
        private readonly options: RegistryClientOptions,
        private readonly http: HttpOptions,
    ) {}

    /**
     * The images behind a reference, one for each platform, or for those that match `platform`.
     *
     * @throws RegistryError when there is none, or when the registry's answer cannot be trusted.
     */
    async resolve(reference: ImageReference, platform?: string): Promise<ImageManifest[]> {
        const images = await this.images(reference, reference.digest ?? reference.tag ?? "latest", new Set(), 0);
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

    /** Milliseconds until the registry answers at all (GET /v2/): the way there, TLS included, without any image. */
    async firstByteMs(reference: ImageReference): Promise<number> {
        const start = performance.now();
        const answer = await this.session(reference).get("/v2/", pullScope(reference));
        discard(answer);
        return Math.round(performance.now() - start);
    }

    /** The digest and the document behind a tag or digest, as `manifests` lists them. */
    async document(reference: ImageReference, tagOrDigest: string): Promise<Fetched> {
        const path = `/v2/${reference.repository}/manifests/${tagOrDigest}`;
        const answer = await this.session(reference).get(path, pullScope(reference), { accept: ACCEPT });
        await refuseFailure(answer, reference, `${reference.text}`);
        const body = await readBody(answer, MOST_MANIFEST_BYTES, this.http.timeoutMs);
        const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
        if (tagOrDigest.startsWith("sha256:") && tagOrDigest !== digest) {
            throw new RegistryError(
                `${reference.registry} answered with another manifest than the one asked for: ${digest} instead of ${tagOrDigest}.`,
            );
        }
        return { digest, document: documentOf(reference, body, answer.headers["content-type"] ?? "") };
    }

    private async images(
        reference: ImageReference,
        target: string,
        seen: Set<string>,
        depth: number,
    ): Promise<ImageManifest[]> {
        const { digest, document } = await this.document(reference, target);
        if (seen.has(digest) || depth > MOST_DEPTH) {
            throw new RegistryError(
                `${reference.text} is an index that points at itself or is nested too deep; the registry's answer makes no sense.`,
            );
        }
        seen.add(digest);
        if (document.kind === "manifest") {
            return [{ ...document.manifest, digest, platform: "unknown" }];
        }
        const nested: ImageManifest[] = [];
        for (const entry of document.entries.filter(isImage)) {
            const images = await this.images(reference, entry.digest, seen, depth + 1);
            nested.push(...images.map((image) => ({ ...image, platform: entry.platform ?? image.platform })));
        }
        return nested;
    }

    private async withPlatform(reference: ImageReference, image: ImageManifest): Promise<ImageManifest> {
        return image.platform !== "unknown"
            ? image
            : { ...image, platform: platformText(await this.config(reference, image)) };
    }

    /** The image's config: its platform, environment and the history of its layers. Read once. */
    async config(reference: ImageReference, { config: { digest } }: ImageManifest): Promise<ImageConfig> {
        const config = this.configs.get(digest) ?? (await this.readConfig(reference, digest));
        this.configs.set(digest, config);
        return config;
    }

    private async readConfig(reference: ImageReference, digest: string): Promise<ImageConfig> {
        const answer = await this.blobAnswer(reference, digest);
        const body = await readBody(answer, MOST_MANIFEST_BYTES, this.http.timeoutMs);
        if (`sha256:${createHash("sha256").update(body).digest("hex")}` !== digest) {
            throw new RegistryError(
                `${reference.registry} answered with another config than the manifest names (${digest}).`,
            );
        }
        return parsed(reference, () => imageConfig(JSON.parse(body.toString("utf8"))));
    }

    /** The bytes of a blob. The caller checks their digest while it reads them, and ends the stream. */
    async blob(reference: ImageReference, digest: string): Promise<Readable> {
        return (await this.blobAnswer(reference, digest)).body;
    }

    private async blobAnswer(reference: ImageReference, digest: string): Promise<HttpAnswer> {
        const path = `/v2/${reference.repository}/blobs/${digest}`;
        const answer = await this.session(reference).get(path, pullScope(reference));
        await refuseFailure(answer, reference, `layer ${digest} of ${reference.text}`);
        return answer;
    }

    /** The tags of a repository, page by page. */
    async *tags(reference: ImageReference): AsyncGenerator<string> {
        const what = `repository ${reference.repository}`;
        for await (const page of this.pages(reference, `/v2/${reference.repository}/tags/list?n=500`, what)) {
            yield* (page as { tags?: string[] | null }).tags ?? [];
        }
    }

    /**
     * What refers to a manifest, such as signatures and SBOMs: by the registry's own list, and in a registry without one by
     * the tag that clients keep instead (https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md).
     */
    async referrers(reference: ImageReference, digest: string): Promise<readonly IndexEntry[]> {
        const found: IndexEntry[] = [];
        const path = `/v2/${reference.repository}/referrers/${digest}`;
        try {
            for await (const page of this.pages(reference, path, `referrers of ${digest}`)) {
                found.push(...entriesOf(parsed(reference, () => manifestDocument(page, ""))));
            }
            return found;
        } catch (error) {
            if (!(error instanceof RegistryError) || error.status === undefined) {
                throw error;
            }
            return this.taggedReferrers(reference, digest.replace(":", "-"));
        }
    }

    private async taggedReferrers(reference: ImageReference, tag: string): Promise<readonly IndexEntry[]> {
        try {
            return entriesOf((await this.document(reference, tag)).document);
        } catch (error) {
            if (error instanceof RegistryError && error.status === 404) {
                return [];
            }
            throw error;
        }
    }

    private async *pages(reference: ImageReference, first: string, what: string): AsyncGenerator<unknown> {
        let path: string | undefined = first;
        for (const visited = new Set<string>(); path !== undefined; ) {
            if (visited.has(path) || visited.size === MOST_PAGES) {
                throw new RegistryError(`${reference.registry} has no end of pages of ${what}.`);
            }
            visited.add(path);
            const answer = await this.session(reference).get(path, pullScope(reference));
            await refuseFailure(answer, reference, what);
            const body = await readBody(answer, MOST_MANIFEST_BYTES, this.http.timeoutMs);
            yield parsed(reference, () => JSON.parse(body.toString("utf8")) as unknown);
            path = nextPage(answer);
        }
    }

    private session(reference: ImageReference): RegistrySession {
        const host = hostOf(reference.registry);
        const session = this.sessions.get(host) ?? new RegistrySession(host, { ...this.options, http: this.http });
        this.sessions.set(host, session);
        return session;
    }
}

/** A client; undici, which does the talking, is loaded here and not before. */
export async function registryClient(options: RegistryClientOptions = {}): Promise<RegistryClient> {
    const { Agent } = await import("undici");
    const { rootCertificates } = await import("node:tls");
    const ca = options.caFile === undefined ? undefined : [...rootCertificates, caOf(options.caFile)];
    const timeoutMs = options.timeoutMs ?? 30_000;
    const dispatcher = new Agent({ connect: { timeout: timeoutMs, ca }, keepAliveTimeout: 1_000 });
    return new RegistryClient(options, { timeoutMs, dispatcher, signal: options.signal });
}

function caOf(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        throw new RegistryError(`The CA file ${file} cannot be read.`);
    }
}

/** Docker Hub's API has another host than its references. */
export function hostOf(registry: string): string {
    return registry === "docker.io" || registry === "index.docker.io" ? "registry-1.docker.io" : registry;
}

function pullScope(reference: ImageReference): string {
    return `repository:${reference.repository}:pull`;
}

/** Attestations and signatures stand in an index as entries of an unknown platform; no node pulls them. */
function isImage(entry: IndexEntry): boolean {
    const isKnown = MANIFEST_TYPES.includes(entry.mediaType) || INDEX_TYPES.includes(entry.mediaType);
    return isKnown && !entry.platform?.startsWith("unknown/");
}

function entriesOf(document: ManifestDocument): readonly IndexEntry[] {
    return document.kind === "index" ? document.entries : [];
}

function documentOf(reference: ImageReference, body: Buffer, contentType: string): ManifestDocument {
    return parsed(reference, () =>
        manifestDocument(JSON.parse(body.toString("utf8")), contentType.split(";")[0] ?? ""),
    );
}

function parsed<T>(reference: ImageReference, parse: () => T): T {
    try {
        return parse();
    } catch (error) {
        const reason = error instanceof SyntaxError ? "it is not JSON; is this a registry?" : (error as Error).message;
        throw new RegistryError(`The answer of ${reference.registry} for ${reference.text} cannot be used: ${reason}.`);
    }
}

function nextPage(answer: HttpAnswer): string | undefined {
    const target = /<([^>]+)>\s*;\s*rel="?next"?/i.exec(answer.headers.link ?? "")?.[1];
    if (target === undefined || !URL.canParse(target, answer.url.href)) {
        return undefined;
    }
    const next = new URL(target, answer.url);
    return next.pathname + next.search;
}

async function refuseFailure(answer: HttpAnswer, reference: ImageReference, what: string): Promise<void> {
    if (answer.status === 200) {
        return;
    }
    discard(answer);
    const advice: Record<number, string> = {
        401: `not signed in, or not allowed to pull; ${signInAdvice(reference.registry)}`,
        403: "forbidden: the role that allows pulling is missing, or the registry's firewall keeps this machine out",
        404: "not found; check the repository and the tag, or list them with: image-delivery tags",
        429: `too many requests${answer.headers["retry-after"] ? `; try again in ${answer.headers["retry-after"]} s` : "; try again later"}`,
    };
    const text =
        advice[answer.status] ??
        (answer.status >= 500 ? "the registry itself failed; try again" : "an answer that no registry should give");
    throw new RegistryError(
        `${answer.url.host} has no ${what} for us: ${text} (HTTP ${answer.status}).`,
        answer.status,
    );
}
