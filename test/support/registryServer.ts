// A registry in this process: serves what a test pushes, asks for tokens when told to, and misbehaves when told to.
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

export interface Seen {
    readonly method: string;
    readonly url: string;
    readonly authorization?: string;
    readonly body: string;
}

export type Behaviour = (request: IncomingMessage, response: ServerResponse, body: string) => boolean;

export interface Descriptor {
    readonly mediaType: string;
    readonly digest: string;
    readonly size: number;
}

export const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
export const INDEX = "application/vnd.oci.image.index.v1+json";
const CONFIG = "application/vnd.oci.image.config.v1+json";

export class RegistryServer {
    readonly seen: Seen[] = [];
    private readonly blobs = new Map<string, Buffer>();
    private readonly manifests = new Map<string, { body: Buffer; mediaType: string }>();
    private readonly tagNames = new Set<string>();
    /** Looked at before anything is served; true means that it has answered (or means never to). */
    behave: Behaviour = () => false;

    private constructor(private readonly server: Server) {
        server.on("request", (request, response) => void this.answer(request, response));
    }

    static async start(): Promise<RegistryServer> {
        const server = createServer();
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return new RegistryServer(server);
    }

    get host(): string {
        return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    blob(content: Buffer, mediaType: string): Descriptor {
        const digest = digestOf(content);
        this.blobs.set(digest, content);
        return { mediaType, digest, size: content.length };
    }

    /** Puts a document under its digest and, where given, a tag. */
    manifest(document: object, mediaType: string, tag?: string): Descriptor {
        const body = Buffer.from(JSON.stringify(document));
        const digest = digestOf(body);
        for (const name of [digest, ...(tag === undefined ? [] : [tag])]) {
            this.manifests.set(name, { body, mediaType });
        }
        if (tag !== undefined) {
            this.tagNames.add(tag);
        }
        return { mediaType, digest, size: body.length };
    }

    /** An image of the given layers (uncompressed; served as gzip), under `tag` where given. */
    image(options: {
        layers: Buffer[];
        tag?: string;
        architecture?: string;
        history?: object[];
        config?: object;
    }): Descriptor {
        const architecture = options.architecture ?? "amd64";
        const config = { os: "linux", architecture, config: options.config ?? {}, history: options.history ?? [] };
        const layers = options.layers.map((layer) =>
            this.blob(gzipSync(layer), "application/vnd.oci.image.layer.v1.tar+gzip"),
        );
        const document = {
            schemaVersion: 2,
            mediaType: MANIFEST,
            config: this.blob(Buffer.from(JSON.stringify(config)), CONFIG),
            layers,
        };
        return this.manifest(document, MANIFEST, options.tag);
    }

    private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const body = Buffer.concat(await request.toArray()).toString("utf8");
        const { method = "", url = "", headers } = request;
        this.seen.push({ method, url, authorization: headers.authorization, body });
        if (!this.behave(request, response, body)) {
            this.serve(url, response);
        }
    }

    private serve(url: string, response: ServerResponse): void {
        const [, kind, name = ""] = /^\/v2\/.+\/(manifests|blobs|tags)\/([^?]+)/.exec(url) ?? [];
        const found = kind === "manifests" ? this.manifests.get(name) : undefined;
        const blob = kind === "blobs" ? this.blobs.get(name) : undefined;
        if (url === "/v2/" || found || blob) {
            const body = found?.body ?? blob ?? Buffer.from("{}");
            response.writeHead(200, {
                "content-type": found?.mediaType ?? "application/octet-stream",
                "content-length": body.length,
            });
            response.end(body);
        } else if (kind === "tags") {
            response
                .writeHead(200, { "content-type": "application/json" })
                .end(JSON.stringify({ tags: [...this.tagNames] }));
        } else {
            response
                .writeHead(404, { "content-type": "application/json" })
                .end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
        }
    }
}

export function digestOf(content: Buffer): string {
    return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}
