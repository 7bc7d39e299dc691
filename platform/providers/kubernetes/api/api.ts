// Requests to a Kubernetes API server.
import { Agent, request } from "undici";
import type { Connection } from "./kubeconfig";

/** What the API server refused, in its own words. */
export class ApiError extends Error {
    constructor(
        readonly status: number,
        message: string,
        /** The fields at fault, for an object that is invalid (422). */
        readonly causes: readonly { field?: string; message?: string }[] = [],
    ) {
        super(message);
    }
}

/** No answer at all: nobody listens there, the connection broke, or the certificate is another's. */
export class Unreachable extends Error {}

export interface ApiRequest {
    readonly method?: "GET" | "PATCH" | "DELETE";
    readonly query?: Readonly<Record<string, string>>;
    /** Applied server-side. */
    readonly body?: unknown;
}

// A server that has stopped in the middle of an answer must not hold the update forever.
const ANSWER_MS = 60_000;

export class Api {
    readonly #agent: Agent;

    constructor(readonly connection: Connection) {
        this.#agent = new Agent({
            connect: connection.tls,
            headersTimeout: ANSWER_MS,
            bodyTimeout: ANSWER_MS,
        });
    }

    /** The answer's JSON. Throws an `ApiError` or `Unreachable`. */
    async send<T>(path: string, { method = "GET", query = {}, body }: ApiRequest = {}): Promise<T> {
        const url = new URL(this.connection.server + path);
        url.search = new URLSearchParams(query).toString();
        const { token } = this.connection;
        const answer = await this.#exchange(() =>
            request(url, {
                method,
                dispatcher: this.#agent,
                body: body === undefined ? undefined : JSON.stringify(body),
                headers: {
                    accept: "application/json",
                    ...(body === undefined ? {} : { "content-type": "application/apply-patch+yaml" }),
                    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
                },
            }),
        );
        const text = await this.#exchange(() => answer.body.text());
        if (answer.statusCode >= 400) {
            throw refusal(answer.statusCode, text);
        }
        return JSON.parse(text) as T;
    }

    async #exchange<T>(step: () => Promise<T>): Promise<T> {
        try {
            return await step();
        } catch (error) {
            const { code, message } = error as { code?: string; message: string };
            throw new Unreachable(`the API server at ${this.connection.server} cannot be reached: ${message || code}`);
        }
    }
}

function refusal(status: number, text: string): ApiError {
    try {
        const { message, details } = JSON.parse(text) as { message: string; details?: { causes?: [] } };
        return new ApiError(status, message, details?.causes);
    } catch {
        return new ApiError(status, `HTTP ${status}: ${text.slice(0, 500).trim()}`);
    }
}
