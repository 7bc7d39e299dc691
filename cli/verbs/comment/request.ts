// One call of the REST API behind a pull request, bounded in time, with an error that says which right is missing.
import type { Agent, Response } from "undici";
import { waitText } from "../../../model/retryAfter";
import { UserError } from "../../../model/userError";
import { proxyAgent } from "../../../observe/proxy/agent";
import { patiently } from "../../../observe/registry/patience";

const TIMEOUT_MS = 30_000;

export interface Call {
    readonly method: "GET" | "POST" | "PATCH";
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
}

type Sleep = (milliseconds: number) => Promise<unknown>;

interface Calling {
    readonly missing: string;
    readonly sleep?: Sleep;
    readonly dispatcher: Agent;
}

/**
 * Asks one thing after the other, over one connection.
 *
 * @param missing what to do where the token is refused.
 */
export function caller(missing: string, sleep?: Sleep): (request: Call) => Promise<unknown> {
    let agent: Promise<Agent> | undefined;
    return async (request) => {
        agent ??= proxyAgent({ connections: 1 });
        return call(request, { missing, sleep, dispatcher: await agent });
    };
}

/**
 * The answer, as JSON.
 *
 * @throws UserError without an answer in time, and for an answer that is not a success.
 */
async function call(request: Call, { missing, sleep, dispatcher }: Calling): Promise<unknown> {
    const { method, url } = request;
    const { host } = new URL(url);
    try {
        const answer = await patiently(() => once(request, dispatcher), {
            throttled,
            sleep,
            onWait: (seconds, { body }) => {
                void body?.cancel();
                process.stderr.write(`image-delivery: ${waitText(host, seconds)}\n`);
            },
        });
        if (!answer.ok || !/json/.test(answer.headers.get("content-type") ?? "")) {
            throw new UserError(
                `${host} answers ${method} ${new URL(url).pathname} with ${statusText(answer, missing)}`,
            );
        }
        return await answer.json();
    } catch (error) {
        if (error instanceof UserError) {
            throw error;
        }
        const { name, message, cause } = error as Error & { cause?: Error };
        const reason =
            name === "TimeoutError" ? `no answer within ${TIMEOUT_MS / 1_000} s` : (cause?.message ?? message);
        throw new UserError(`${host} cannot be reached: ${reason}`);
    }
}

async function once({ method, url, headers, body }: Call, dispatcher: Agent): Promise<Response> {
    const { fetch } = await import("undici");
    return fetch(url, {
        method,
        headers: { "Content-Type": "application/json", "User-Agent": "image-delivery", ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
        // A token goes to nobody but the host that it is for.
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
        dispatcher,
    });
}

/** GitHub also says 403 when there were too many requests, with the time to wait: then no right is missing. */
function throttled({ status, headers }: Response): string | undefined {
    const retryAfter = headers.get("retry-after");
    return status === 429 || (status === 403 && retryAfter !== null) ? (retryAfter ?? "") : undefined;
}

/** Azure DevOps sends those without a valid token to its sign-in page, with 203 and HTML. */
function statusText(answer: Response, missing: string): string {
    const { status } = answer;
    if (throttled(answer) !== undefined) {
        return `${status}: too many requests; try again later`;
    }
    return [203, 401, 403, 404].includes(status) ? `${status}: ${missing}` : String(status);
}
