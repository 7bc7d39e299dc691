// GET requests to the API server with the kubeconfig's address, TLS, proxy and credentials.
//
// The library's typed calls turn every object into class instances, at several times the cost of the JSON itself, and its
// Watch class swallows the errors of its callback and cannot be cancelled while it connects. So what reads in bulk goes
// through here; what writes uses the library's typed APIs.
import { setMaxListeners } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import { ANSWER_SECONDS, type KubernetesClient } from "./client";
import { type Asked, apiStatus, ClusterError, clusterError, noAnswer, oneLine, refusal } from "./errors";

export interface ApiRequest {
    /** Absolute path on the API server, such as `/api/v1/pods`. */
    readonly path: string;
    readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
    readonly asked: Asked;
    readonly signal?: AbortSignal;
    /** False for whoever asks again on his own, and has to know immediately that there is no answer. */
    readonly patient?: boolean;
}

/** As often as client-go, and so kubectl. */
const MOST_RETRIES = 10;
/** An API server that is overloaded says 1; longer together than this is not waited. */
const PATIENCE_SECONDS = 30;

/** Asks again where the API server says when: it refused to begin, so nothing happens twice. The signal ends the wait. */
export async function patiently<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    let waited = 0;
    for (let retries = 0; ; retries += 1) {
        try {
            return await ask();
        } catch (error) {
            const seconds = error instanceof ClusterError ? error.retryAfterSeconds : undefined;
            if (seconds === undefined || retries === MOST_RETRIES || waited + seconds > PATIENCE_SECONDS) {
                throw error;
            }
            waited += seconds;
            await sleep(seconds * 1_000, undefined, { signal }).catch(() => {
                throw error;
            });
        }
    }
}

/** The answer to one of the library's typed calls, asked for patiently. Rejects with a ClusterError. */
export function called<T>({ cluster }: KubernetesClient, asked: Asked, call: () => Promise<T>): Promise<T> {
    return patiently(() =>
        call().catch((error: unknown) => {
            throw clusterError(error, asked, cluster);
        }),
    );
}

/** The answer's JSON. Rejects with a ClusterError. */
export async function getJson<T>(client: KubernetesClient, request: ApiRequest): Promise<T> {
    const body = await getText(client, request);
    try {
        return JSON.parse(body) as T;
    } catch {
        const answer = oneLine(body).slice(0, 80);
        throw new ClusterError("busy", `${client.cluster} did not answer as an API server: ${answer}`, request.asked);
    }
}

/** The answer's text. Rejects with a ClusterError. */
export async function getText(client: KubernetesClient, request: ApiRequest): Promise<string> {
    const ask = () => getStream(client, request);
    const body = unzipped(await (request.patient === false ? ask() : patiently(ask, request.signal)));
    try {
        return await text(body);
    } catch (error) {
        throw noAnswer(error, request.asked, client.cluster);
    }
}

/** The answer as it comes, once its status is known to be 200. Rejects with a ClusterError. */
export async function getStream(client: KubernetesClient, request: ApiRequest): Promise<IncomingMessage> {
    const response = await answered(client, request, await authenticated(client));
    if (response.statusCode !== undefined && response.statusCode < 300) {
        return response;
    }
    const body = await text(unzipped(response)).catch(() => "");
    const status = { ...apiStatus(body), code: response.statusCode };
    throw refusal(status, request.asked, client.cluster, response.headers["retry-after"]);
}

async function authenticated({ config, cluster }: KubernetesClient): Promise<RequestOptions> {
    const options: RequestOptions = {};
    try {
        await config.applyToHTTPSOptions(options as Parameters<typeof config.applyToHTTPSOptions>[0]);
    } catch (error) {
        // A credential plugin that fails or is not installed (kubelogin, aws), or a certificate file that is missing.
        const reason = oneLine((error as Error).message) || "the credential plugin failed and gave no reason";
        throw new ClusterError("kubeconfig", `no credentials for ${cluster}: ${reason}`);
    }
    return { agent: options.agent, auth: options.auth, headers: { ...options.headers, "Accept-Encoding": "gzip" } };
}

function answered(client: KubernetesClient, request: ApiRequest, options: RequestOptions): Promise<IncomingMessage> {
    const url = new URL((client.config.getCurrentCluster()?.server ?? "") + request.path);
    for (const [key, value] of Object.entries(request.query ?? {})) {
        if (value !== undefined) {
            url.searchParams.set(key, String(value));
        }
    }
    if (request.signal) {
        // More than ten requests at a time share it. Node.js would print a warning of a leak on the user's terminal.
        setMaxListeners(0, request.signal);
    }
    return new Promise((resolve, reject) => {
        const send = url.protocol === "https:" ? httpsRequest : httpRequest;
        const failed = (error: Error) => {
            clearTimeout(unanswered);
            reject(noAnswer(error, request.asked, client.cluster));
        };
        const lost = () => {
            const error = new Error(`no answer for ${ANSWER_SECONDS} s`);
            failed(error);
            sent.destroy(error);
        };
        // The request's own limit counts only once a connection stands, for which the system waits over two minutes.
        const unanswered = setTimeout(lost, ANSWER_SECONDS * 1000);
        const sent = send(url, { ...options, signal: request.signal }, (response) => {
            clearTimeout(unanswered);
            resolve(response);
        });
        sent.setTimeout(ANSWER_SECONDS * 1000, lost);
        sent.on("error", failed);
        sent.end();
    });
}

/** Large lists come compressed: a tenth of the bytes. */
function unzipped(response: IncomingMessage): Readable {
    if (response.headers["content-encoding"] !== "gzip") {
        return response;
    }
    return pipeline(response, createGunzip(), () => undefined);
}
