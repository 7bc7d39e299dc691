// Questions to Azure Resource Manager that no function of azure-native asks: with a token of its provider, and with a limit.
import type { Agent } from "undici";
import { spokenDuration } from "../../../model/text/durations";
import { plainError } from "../../../model/text/plain";
import { proxyAgent } from "../../proxy/agent";
import { patiently } from "../patience";

export interface ResourceManagerQuestion {
    /** From the subscription on, with its query. */
    readonly path: string;
    readonly apiVersion: string;
}

/** What it says, or why it says nothing. Without `isKnown` this cloud cannot be asked that at all. */
export type ResourceManagerAnswer =
    | { readonly value: unknown }
    | { readonly missing: string; readonly isKnown: boolean };

export interface ResourceManagerOptions {
    readonly timeoutMs?: number;
    readonly sleep?: (milliseconds: number) => Promise<unknown>;
    /** Told in one line whenever Resource Manager is waited for. */
    readonly onWait?: (text: string) => void;
}

const TIMEOUT_MS = 20_000;
const MOST_WORDS = 300;

/** Throttled requests and failures of the service are tried again, as azure-native does. */
export async function askResourceManager(
    token: string,
    question: ResourceManagerQuestion,
    { timeoutMs = TIMEOUT_MS, sleep, onWait }: ResourceManagerOptions = {},
): Promise<ResourceManagerAnswer> {
    const endpoint = endpointOf(token);
    if (endpoint === undefined) {
        return { missing: "the provider's token does not say where Resource Manager is", isKnown: false };
    }
    const url = new URL(question.path, endpoint);
    url.searchParams.set("api-version", question.apiVersion);
    const dispatcher = await proxyAgent();
    const throttled = (answer: Tried) => ("retryAfter" in answer ? answer.retryAfter : undefined);
    const answer = await patiently(() => once(url, token, timeoutMs, dispatcher), {
        throttled,
        sleep,
        onWait: (seconds, answer) =>
            "missing" in answer && onWait?.(`${answer.missing}; asking again in ${spokenDuration(seconds)}`),
    });
    return "retryAfter" in answer ? { missing: answer.missing, isKnown: true } : answer;
}

type Tried = ResourceManagerAnswer | { readonly missing: string; readonly retryAfter: string };

async function once(url: URL, token: string, timeoutMs: number, dispatcher: Agent): Promise<Tried> {
    try {
        const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
        const { fetch } = await import("undici");
        const signal = AbortSignal.timeout(timeoutMs);
        const response = await fetch(url, { headers, redirect: "error", signal, dispatcher });
        const text = await response.text();
        if (response.ok) {
            return { value: JSON.parse(text) };
        }
        const missing = `${url.host} answers ${response.status}: ${plainError(errorOf(text), MOST_WORDS)}`;
        if (response.status === 429 || response.status >= 500) {
            return { missing, retryAfter: response.headers.get("retry-after") ?? "" };
        }
        return { missing, isKnown: response.status !== 400 };
    } catch (error) {
        const { name, message, cause } = error as Error & { cause?: { code?: string } };
        const late = `${url.host} did not answer within ${timeoutMs / 1000} s`;
        const reason = name === "TimeoutError" ? late : `${url.host} cannot be reached (${cause?.code ?? message})`;
        return { missing: reason, retryAfter: "" };
    }
}

function errorOf(text: string): string {
    try {
        const { error } = JSON.parse(text) as { error?: { code?: string; message?: string } };
        return [error?.code, error?.message].filter((part) => part !== undefined).join(": ");
    } catch {
        return text;
    }
}

/**
 * Who a token is for: Resource Manager of the cloud that the provider is signed in to, and no other host may see it. The old
 * audience of the public cloud is answered at the new one.
 */
function endpointOf(token: string): URL | undefined {
    try {
        const [, claims = ""] = token.split(".");
        const { aud } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as { aud?: string };
        const url = new URL(aud ?? "");
        if (url.hostname === "management.core.windows.net") {
            return new URL("https://management.azure.com/");
        }
        return url.protocol === "https:" || url.hostname === "127.0.0.1" ? url : undefined;
    } catch {
        return undefined;
    }
}
