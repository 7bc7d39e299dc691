// A repository at its registry: each answer is bounded in bytes and time, and what has a digest is checked against it.
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { type ImageConfig, imageConfig } from "../../model/image/config";
import { INDEX_TYPES, MANIFEST_TYPES, type ManifestDocument, manifestDocument } from "../../model/image/manifests";
import { type ImageReference, withTag } from "../../model/image/reference";
import { RegistryError } from "./errors";
import { type HttpAnswer, readBody } from "./http";
import { askedPatiently } from "./patience";
import { expectSuccess } from "./refusal";
import type { RegistrySession } from "./session";

/** Registries refuse manifests over 4 MiB themselves; larger ones are an attack or a mistake. */
const MOST_DOCUMENT_BYTES = 4 * 1024 * 1024;
/** Half a million tags. */
const MOST_PAGES = 1_000;
const ACCEPT = [...INDEX_TYPES, ...MANIFEST_TYPES].join(", ");

export interface DigestedDocument {
    readonly digest: string;
    readonly document: ManifestDocument;
}

export class Repository {
    constructor(
        private readonly session: RegistrySession,
        /** Names the repository, and what is read of it where nothing else is asked for. */
        readonly reference: ImageReference,
    ) {}

    /** The same repository, with a tag for what is read of it. */
    at(tag: string): Repository {
        return new Repository(this.session, withTag(this.reference, tag));
    }

    /** The answer to `path` (from `/v2/` on), whatever its status, its body not read yet. */
    send(path: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
        return this.session.get(path, `repository:${this.reference.repository}:pull`, headers);
    }

    /**
     * The answer to `path`, with a short body that is read whole.
     *
     * @param what What is asked for, for the error when the registry refuses it.
     */
    async read(path: string, what: string, accept?: string): Promise<{ answer: HttpAnswer; body: Buffer }> {
        const answer = await this.open(path, what, accept);
        return { answer, body: await readBody(answer, MOST_DOCUMENT_BYTES, this.session.options.http.timeoutMs) };
    }

    /** The manifest or index of the reference itself, or that of another tag or digest. */
    async document(tagOrDigest = this.reference.digest ?? this.reference.tag ?? "latest"): Promise<DigestedDocument> {
        const { registry, text } = this.reference;
        const { answer, body } = await this.read(this.path(`manifests/${tagOrDigest}`), text, ACCEPT);
        const digest = digestOf(body);
        if (tagOrDigest.startsWith("sha256:") && tagOrDigest !== digest) {
            throw new RegistryError(
                `${registry} answered with another manifest than the one asked for: ${digest} instead of ${tagOrDigest}.`,
            );
        }
        const contentType = answer.headers["content-type"]?.split(";")[0] ?? "";
        return { digest, document: this.parsed(body, (json) => manifestDocument(json, contentType)) };
    }

    async config(digest: string): Promise<ImageConfig> {
        const { body } = await this.read(this.path(`blobs/${digest}`), this.layer(digest));
        if (digestOf(body) !== digest) {
            const { registry } = this.reference;
            throw new RegistryError(`${registry} answered with another config than the manifest names (${digest}).`);
        }
        return this.parsed(body, imageConfig);
    }

    /** The bytes of a blob. The caller checks their digest while it reads them, and ends the stream. */
    async blob(digest: string): Promise<Readable> {
        return (await this.open(this.path(`blobs/${digest}`), this.layer(digest))).body;
    }

    /** What `parse` makes of each page of a list, such as `tags/list`; `what` is listed, for errors. */
    async *pages<T>(list: string, what: string, parse: (json: unknown) => T): AsyncGenerator<T> {
        let path: string | undefined = this.path(list);
        for (const visited = new Set<string>(); path !== undefined; ) {
            if (visited.has(path) || visited.size === MOST_PAGES) {
                throw new RegistryError(`${this.reference.registry} has no end of pages of ${what}.`);
            }
            visited.add(path);
            const { answer, body } = await this.read(path, what);
            yield this.parsed(body, parse);
            path = nextPage(answer);
        }
    }

    private async open(path: string, what: string, accept?: string): Promise<HttpAnswer> {
        const headers: Record<string, string> = accept === undefined ? {} : { accept };
        const answer = await askedPatiently(() => this.send(path, headers), this.session.options.http);
        await expectSuccess(answer, this.reference, what);
        return answer;
    }

    private path(rest: string): string {
        return `/v2/${this.reference.repository}/${rest}`;
    }

    private layer(digest: string): string {
        return `layer ${digest} of ${this.reference.text}`;
    }

    /** What `parse` makes of a body, whose faults become one error that names the registry. */
    private parsed<T>(body: Buffer, parse: (json: unknown) => T): T {
        try {
            return parse(JSON.parse(body.toString("utf8")));
        } catch (error) {
            const { registry, text } = this.reference;
            const reason =
                error instanceof SyntaxError ? "it is not JSON; is this a registry?" : (error as Error).message;
            throw new RegistryError(`The answer of ${registry} for ${text} cannot be used: ${reason}.`);
        }
    }
}

function digestOf(content: Buffer): string {
    return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

function nextPage(answer: HttpAnswer): string | undefined {
    const target = /<([^>]+)>\s*;\s*rel="?next"?/i.exec(answer.headers.link ?? "")?.[1];
    if (target === undefined || !URL.canParse(target, answer.url.href)) {
        return undefined;
    }
    const next = new URL(target, answer.url);
    return next.pathname + next.search;
}
