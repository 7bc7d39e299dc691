// An API server in this process: lists in pages, watches with resource versions, and the faults that real ones show.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { type Refused, send, sendFault, sendLog, sendObject, sendPage, status } from "./answers";
import { ObjectStore, type StoredObject } from "./objectStore";
import { type Route, route } from "./routes";

export interface SeenRequest {
    readonly method: string;
    readonly path: string;
    readonly query: URLSearchParams;
    readonly headers: IncomingMessage["headers"];
    readonly body: string;
}

/** A refusal, or `hang` for a request that is never answered. */
export type Fault = Refused | "hang" | "cut";

export class ApiServer {
    readonly requests: SeenRequest[] = [];
    readonly store = new ObjectStore();
    /** Decides, for each request, whether it fails. */
    fault: (request: SeenRequest) => Fault | undefined = () => undefined;
    /** The largest page that it hands out, whatever limit is asked for. */
    pageSize = 500;
    /** Logs by pod name. */
    readonly logs = new Map<string, string>();
    /** What selfsubjectaccessreviews deny: `verb resource`. */
    readonly denied = new Set<string>();
    readonly sockets = new Set<Socket>();
    private readonly watches = new Set<ServerResponse>();
    private server?: Server;
    private port = 0;

    static async start(): Promise<ApiServer> {
        const server = new ApiServer();
        await server.up();
        return server;
    }

    /** Listens; again on the same port after `down`. */
    async up(): Promise<void> {
        const server = createServer((request, response) => void this.serve(request, response));
        server.on("connection", (socket: Socket) => {
            this.sockets.add(socket);
            socket.on("close", () => this.sockets.delete(socket));
        });
        await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
        this.port = (server.address() as AddressInfo).port;
        this.server = server;
    }

    /** As a restart begins: every connection is cut, new ones are refused. */
    async down(): Promise<void> {
        const closed = new Promise((resolve) => this.server?.close(resolve));
        this.server?.closeAllConnections();
        await closed;
    }

    get url(): string {
        return `http://127.0.0.1:${this.port}`;
    }

    /** A kubeconfig as JSON; plain HTTP is allowed only together with `insecure-skip-tls-verify`. */
    get kubeconfig(): string {
        return JSON.stringify({
            apiVersion: "v1",
            kind: "Config",
            "current-context": "fake",
            clusters: [{ name: "fake", cluster: { server: this.url, "insecure-skip-tls-verify": true } }],
            users: [{ name: "ci", user: { token: "s3cret" } }],
            contexts: [{ name: "fake", context: { cluster: "fake", user: "ci" } }],
        });
    }

    /** Cuts all watches, as a load balancer does. */
    dropWatches(): void {
        for (const watch of this.watches) {
            watch.destroy();
        }
    }

    /** Ends all watches, as the API server itself does after their timeout. */
    endWatches(): void {
        for (const watch of this.watches) {
            watch.end();
        }
    }

    get watchCount(): number {
        return this.watches.size;
    }

    /** Sends every watch the present resource version. */
    bookmark(): void {
        const bookmark = { type: "BOOKMARK", object: { metadata: { resourceVersion: String(this.store.version) } } };
        for (const watch of this.watches) {
            watch.write(`${JSON.stringify(bookmark)}\n`);
        }
    }

    /** How many times a verb was asked of a path: `asked("list", "/api/v1/pods")`. */
    asked(verb: "list" | "watch", path: string): number {
        const isWatch = (query: URLSearchParams) => query.get("watch") === "true";
        return this.requests.filter((one) => one.path === path && isWatch(one.query) === (verb === "watch")).length;
    }

    private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const url = new URL(request.url ?? "/", this.url);
        const { method = "GET", headers } = request;
        const seen = { method, path: url.pathname, query: url.searchParams, headers, body: await text(request) };
        this.requests.push(seen);
        const fault = this.fault(seen);
        if (fault === "cut") {
            request.socket.destroy();
        } else if (fault !== "hang") {
            this.answer(seen, response, fault);
        }
    }

    private answer(seen: SeenRequest, response: ServerResponse, fault: Exclude<Fault, string> | undefined): void {
        const found = route(seen.path);
        if (fault) {
            sendFault(response, fault);
        } else if (seen.path === "/version") {
            send(response, 200, { gitVersion: "v1.36.3" });
        } else if (seen.path.endsWith("/selfsubjectaccessreviews")) {
            const { resourceAttributes: wanted } = JSON.parse(seen.body).spec;
            const allowed = !this.denied.has(`${wanted.verb} ${wanted.resource}`);
            send(response, 201, { kind: "SelfSubjectAccessReview", status: { allowed } });
        } else if (!found) {
            send(response, 404, status(404, "the server could not find the requested resource"));
        } else if (found.subresource === "log") {
            sendLog(response, this.logs.get(found.name ?? ""), seen.query);
        } else if (seen.method !== "GET") {
            const conflict = this.conflict(found, seen.body);
            conflict ? send(response, 409, status(409, conflict)) : this.write(found, seen, response);
        } else if (found.name) {
            sendObject(response, this.store.get(found, found.name));
        } else if (seen.query.get("watch") === "true") {
            this.watch(found, seen.query, response);
        } else {
            const page = this.store.page(found, seen.query, this.pageSize);
            page
                ? sendPage(response, page)
                : send(response, 410, status(410, "The provided continue parameter is too old"));
        }
    }

    private watch(found: Route, query: URLSearchParams, response: ServerResponse): void {
        response.writeHead(200, { "Content-Type": "application/json" });
        response.flushHeaders();
        const expired = { type: "ERROR", object: status(410, "too old resource version") };
        const close = this.store.watch(found, query, (event) => {
            if (response.writableEnded) {
                return;
            }
            response.write(`${JSON.stringify(event ?? expired)}\n`);
            if (!event) {
                response.end();
            }
        });
        this.watches.add(response);
        response.on("close", () => {
            this.watches.delete(response);
            close();
        });
    }

    /** The precondition of a delete or an eviction that does not hold. */
    private conflict(found: Route, body: string): string | undefined {
        const { preconditions = {}, deleteOptions } = JSON.parse(body || "{}");
        const wanted: Record<string, string> = deleteOptions?.preconditions ?? preconditions;
        const { uid, resourceVersion } = this.store.get(found, found.name ?? "")?.metadata ?? {};
        const holds = (wanted.uid ?? uid) === uid && (wanted.resourceVersion ?? resourceVersion) === resourceVersion;
        return holds ? undefined : "the object has been modified";
    }

    private write(found: Route, { method, body }: SeenRequest, response: ServerResponse): void {
        if (found.subresource === "eviction") {
            sendObject(response, this.store.remove(found, found.name ?? ""), 201);
        } else if (method === "POST") {
            sendObject(response, this.store.put(found.plural, JSON.parse(body) as StoredObject), 201);
        } else if (method === "DELETE") {
            sendObject(response, this.store.remove(found, found.name ?? ""));
        } else {
            sendObject(response, this.store.patch(found, found.name ?? "", JSON.parse(body)));
        }
    }
}
