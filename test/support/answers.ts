// Answers of an API server in this process.
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

export function status(code: number, message: string): object {
    return { kind: "Status", apiVersion: "v1", status: "Failure", code, message };
}

export function send(response: ServerResponse, code: number, body: object): void {
    response.writeHead(code, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

export interface Refused {
    readonly code: number;
    readonly message?: string;
    /** Seconds, as an API server says them that is overloaded or about to stop. */
    readonly retryAfter?: number;
}

export function sendFault(response: ServerResponse, { code, message, retryAfter }: Refused): void {
    if (retryAfter !== undefined) {
        response.setHeader("Retry-After", retryAfter);
    }
    send(response, code, status(code, message ?? "refused by the test"));
}

/** From this size on an API server compresses what it lists (defaultGzipThresholdBytes). */
const ZIPPED_BYTES = 128 * 1024;

export function sendPage(response: ServerResponse, page: object): void {
    const text = JSON.stringify(page);
    if (text.length > ZIPPED_BYTES) {
        const headers = { "Content-Type": "application/json", "Content-Encoding": "gzip" };
        response.writeHead(200, headers).end(gzipSync(text));
    } else {
        response.writeHead(200, { "Content-Type": "application/json" }).end(text);
    }
}

export function sendObject(response: ServerResponse, object: object | undefined, code = 200): void {
    object ? send(response, code, object) : send(response, 404, status(404, "not found"));
}

/** The last lines of a container's log; a container that has not started has none. */
export function sendLog(response: ServerResponse, log: string | undefined, query: URLSearchParams): void {
    if (log === undefined) {
        send(response, 400, status(400, "container is waiting to start: ContainerCreating"));
    } else {
        const lines = log.split("\n").slice(-Number(query.get("tailLines") ?? 1e9));
        // As the kubelet: from the beginning of the tail on.
        response.end(lines.join("\n").slice(0, Number(query.get("limitBytes") ?? 1e9)));
    }
}
