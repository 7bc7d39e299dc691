// One bounded HTTP exchange with a registry: nothing that it answers, or does not answer, can hold the caller up or fill its memory.
import type { Readable } from "node:stream";
import type { Agent } from "undici";
import { proxyFor, throughText } from "../../model/proxy";
import { RegistryError } from "./errors";

export interface HttpOptions {
    /** Milliseconds for the head of the answer, and again for a body that is read whole. */
    readonly timeoutMs: number;
    readonly dispatcher: Agent;
    readonly signal?: AbortSignal;
    /** Told in one line whenever a registry is waited for that allows no more requests for now. */
    readonly onWait?: (text: string) => void;
    readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

export interface HttpAnswer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: Readable;
    /** Where the answer came from, after redirects. */
    readonly url: URL;
}

const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface HttpRequest {
    readonly method: "GET" | "POST";
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
}

/**
 * Sends a request and follows at most 5 redirects. Credentials are dropped at the first hop to another host, as browsers do: blobs
 * are served from storage accounts that must not see them. What is posted is a credential as a whole, and goes to no other host.
 *
 * @throws RegistryError when the host does not answer in time, cannot be reached or redirects without end.
 */
export async function send(request: HttpRequest, options: HttpOptions): Promise<HttpAnswer> {
    let { url, headers } = request;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
        const answer = await exchange({ ...request, url, headers }, options);
        const location = answer.headers.location;
        if (!REDIRECTS.has(answer.status) || location === undefined) {
            return { ...answer, url };
        }
        discard(answer);
        const next = redirected(url, location);
        if (request.method === "POST" && next.host !== url.host) {
            throw new RegistryError(
                `${url.host} redirects a credential to another host, ${next.host}; that is refused.`,
            );
        }
        headers = next.host === url.host ? headers : without(headers, "authorization");
        url = next;
    }
    throw new RegistryError(`${request.url.host} redirects without end (more than ${MOST_REDIRECTS} times).`);
}

function redirected(from: URL, location: string): URL {
    const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
    if (next === undefined || !["http:", "https:"].includes(next.protocol)) {
        throw new RegistryError(`${from.host} redirects to something that is not a web address.`);
    }
    if (from.protocol === "https:" && next.protocol === "http:") {
        throw new RegistryError(`${from.host} redirects from https to plain http at ${next.host}; that is refused.`);
    }
    return next;
}

function without(headers: Readonly<Record<string, string>>, name: string): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

async function exchange(request: HttpRequest, options: HttpOptions): Promise<Omit<HttpAnswer, "url">> {
    const { request: undiciRequest } = await import("undici");
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), options.timeoutMs);
    try {
        const answer = await undiciRequest(request.url, {
            method: request.method,
            headers: request.headers,
            body: request.body,
            dispatcher: options.dispatcher,
            bodyTimeout: options.timeoutMs,
            signal: AbortSignal.any([deadline.signal, ...(options.signal ? [options.signal] : [])]),
        });
        return { status: answer.statusCode, headers: flat(answer.headers), body: answer.body };
    } catch (error) {
        options.signal?.throwIfAborted();
        throw new RegistryError(unreachable(request.url, error, deadline.signal.aborted, options.timeoutMs));
    } finally {
        clearTimeout(timer);
    }
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string | undefined> {
    return Object.fromEntries(
        Object.entries(headers).map(([key, value]) => [key, Array.isArray(value) ? value.join(", ") : value]),
    );
}

function unreachable(url: URL, error: unknown, late: boolean, timeoutMs: number): string {
    const through = throughText(proxyFor(url, process.env));
    const { code = "", message = String(error) } = error as { code?: string; message?: string };
    if (late || (code.startsWith("UND_ERR_") && code.endsWith("_TIMEOUT"))) {
        return `${url.host} did not answer${through} within ${timeoutMs / 1000} s.`;
    }
    const reasons: Record<string, string> = {
        ENOTFOUND:
            "the name cannot be resolved (no such host); check the spelling, and the private DNS zone if it is a private endpoint",
        EAI_AGAIN: "the name server did not answer",
        ECONNREFUSED: "it refuses connections; check the port, and whether the registry runs",
        ECONNRESET: "it closed the connection",
        DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed; give its CA by --ca-file",
        SELF_SIGNED_CERT_IN_CHAIN: "its certificate comes from a CA that is not known here; give it by --ca-file",
        UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate comes from a CA that is not known here; give it by --ca-file",
        UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
            "its certificate comes from a CA that is not known here; give it by --ca-file",
        CERT_HAS_EXPIRED: "its certificate has expired",
        ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
        ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS; a plain registry needs --plain-http",
    };
    return `${url.host} cannot be reached${through}: ${reasons[code] ?? message}.`;
}

/** Ends an answer whose body nobody wants; undici reports that as an error of the body, which it is not. */
export function discard(answer: Pick<HttpAnswer, "body">): void {
    answer.body.on("error", () => undefined).destroy();
}

/**
 * Reads a whole body of at most `mostBytes`.
 *
 * @throws RegistryError when it is longer, breaks off or stalls.
 */
export async function readBody(answer: HttpAnswer, mostBytes: number, timeoutMs: number): Promise<Buffer> {
    const host = answer.url.host;
    const timer = setTimeout(() => answer.body.destroy(new RegistryError(stalled(host, timeoutMs))), timeoutMs);
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
        for await (const chunk of answer.body) {
            bytes += (chunk as Buffer).length;
            if (bytes > mostBytes) {
                answer.body.destroy();
                throw new RegistryError(
                    `${host} answered with more than ${mostBytes} bytes where a short document belongs.`,
                );
            }
            chunks.push(chunk as Buffer);
        }
    } catch (error) {
        if (error instanceof RegistryError) {
            throw error;
        }
        const code = (error as { code?: string }).code;
        throw new RegistryError(
            code === "UND_ERR_BODY_TIMEOUT"
                ? stalled(host, timeoutMs)
                : `${host} broke off in the middle of its answer.`,
        );
    } finally {
        clearTimeout(timer);
    }
    return Buffer.concat(chunks);
}

function stalled(host: string, timeoutMs: number): string {
    return `${host} began to answer and then stopped: the body did not end within ${timeoutMs / 1000} s.`;
}
