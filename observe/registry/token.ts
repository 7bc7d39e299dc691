// Asks a registry's token server for a token, as the distribution specification describes it.
import type { Challenge } from "./challenge";
import type { Credential } from "./credentials";
import { RegistryError } from "./errors";
import { type HttpAnswer, type HttpOptions, type HttpRequest, readBody, send } from "./http";
import { askedPatiently } from "./patience";
import { forbiddenAdvice, laterAdvice, signInAdvice, wordsOf } from "./refusal";

const MOST_TOKEN_BYTES = 65_536;

export interface TokenWish {
    /** The registry that will see the token. */
    readonly host: string;
    readonly challenge: Challenge & { readonly scheme: "bearer" };
    /** What the token is to allow, where the challenge does not say. */
    readonly scope: string;
    /** Without one, an anonymous token. */
    readonly credential?: Credential;
    /** Why there is none, where that is known. */
    readonly missing?: string;
}

/** @throws RegistryError when the server refuses, or answers with something that is not a token. */
export async function requestToken(
    { host, challenge, scope, credential, missing }: TokenWish,
    http: HttpOptions,
): Promise<string> {
    const fields = { service: challenge.service ?? host, scope: challenge.scope ?? scope };
    const request =
        credential?.kind === "refreshToken"
            ? refreshRequest(challenge.realm, fields, credential.token)
            : tokenRequest(challenge.realm, fields, credential);
    const answer = await askedPatiently(() => send(request, http), http);
    const body = await readBody(answer, MOST_TOKEN_BYTES, http.timeoutMs);
    const token = answer.status === 200 ? tokenOf(body) : undefined;
    if (token === undefined) {
        const who = credential === undefined ? "an anonymous token" : "a token for the credential";
        const advice = missing ?? signInAdvice(host);
        const text = refusalText(answer, `${who} for ${fields.scope}`, host, advice, wordsOf(body));
        // A token server that has no time says nothing of the credential.
        throw new RegistryError(text, answer.status === 429 ? 429 : 401);
    }
    return token;
}

function refusalText(answer: HttpAnswer, what: string, host: string, signIn: string, words?: string): string {
    const { url, status } = answer;
    const quote = words === undefined ? "" : `; it says: ${words}`;
    if (status === 429) {
        return `${url.host} gives no ${what.replace(/^an? /, "")} (HTTP 429): ${laterAdvice(answer)}${quote}`;
    }
    if (status >= 500) {
        return `${url.host} failed to give ${what}: it, or what stands before it, is at fault; try again (HTTP ${status})${quote}`;
    }
    const advice = status === 403 && words !== undefined ? forbiddenAdvice(host, words) : signIn;
    return `${url.host} refused ${what} (HTTP ${status}); ${advice}${quote}`;
}

/** The header of a user and password. */
export function basic({ username, password }: Credential & { kind: "password" }): string {
    return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

function tokenRequest(realm: URL, fields: Record<string, string>, credential?: Credential): HttpRequest {
    const url = new URL(realm);
    for (const [key, value] of Object.entries(fields)) {
        url.searchParams.set(key, value);
    }
    return { method: "GET", url, headers: credential?.kind === "password" ? { authorization: basic(credential) } : {} };
}

/** Some token servers refuse a client without a name, which the specification requires. */
const CLIENT = { client_id: "image-delivery" };

function refreshRequest(realm: URL, fields: Record<string, string>, refreshToken: string): HttpRequest {
    const grant = { grant_type: "refresh_token", refresh_token: refreshToken };
    return {
        method: "POST",
        url: realm,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ ...grant, ...CLIENT, ...fields }).toString(),
    };
}

function tokenOf(body: Buffer): string | undefined {
    try {
        const answer = JSON.parse(body.toString("utf8")) as { token?: unknown; access_token?: unknown };
        const token = answer.token ?? answer.access_token;
        // A line break in a token would end the header and begin another.
        return typeof token === "string" && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
    } catch {
        return undefined;
    }
}
