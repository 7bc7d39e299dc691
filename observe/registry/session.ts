// A signed-in conversation with one registry: answers its challenges, and never shows a credential to a host that the user did not name.

import { azureRefreshToken, isAzureRegistry } from "../azure";
import { type Challenge, challengeOf } from "./challenge";
import { type Credential, dockerCredential } from "./credentials";
import { RegistryError } from "./errors";
import { discard, type HttpAnswer, type HttpOptions, readBody, send } from "./http";

export interface SessionOptions {
    readonly credential?: Credential;
    /** Hosts besides the registry's own that may see its credential, as the user named them. */
    readonly authHosts?: readonly string[];
    readonly plainHttp?: boolean;
    readonly http: HttpOptions;
}

/** Token servers that belong to a registry although their host differs; the pair is public knowledge. */
const TOKEN_HOSTS: Readonly<Record<string, string>> = { "registry-1.docker.io": "auth.docker.io" };

const MOST_TOKEN_BYTES = 65_536;

export class RegistrySession {
    private readonly tokens = new Map<string, string>();
    private known: Promise<Credential | undefined> | undefined;

    constructor(
        readonly host: string,
        private readonly options: SessionOptions,
    ) {}

    /** GET or HEAD of `path` (from `/v2/` on), signed in for `scope` where the registry asks for it. */
    async get(
        path: string,
        scope: string,
        headers: Record<string, string> = {},
        method: "GET" | "HEAD" = "GET",
    ): Promise<HttpAnswer> {
        const url = new URL(`${this.scheme()}://${this.host}${path}`);
        const first = await this.once(method, url, headers, this.tokens.get(scope));
        if (first.status !== 401) {
            return first;
        }
        const challenge = challengeOf(first.headers["www-authenticate"]);
        discard(first);
        if (challenge === undefined || first.url.host !== this.host) {
            return first;
        }
        const authorization = await this.authorization(challenge, scope);
        if (authorization === undefined) {
            return first;
        }
        this.tokens.set(scope, authorization);
        return this.once(method, url, headers, authorization);
    }

    private once(
        method: "GET" | "HEAD",
        url: URL,
        headers: Record<string, string>,
        authorization?: string,
    ): Promise<HttpAnswer> {
        return send(
            { method, url, headers: authorization ? { ...headers, authorization } : headers },
            this.options.http,
        );
    }

    private scheme(): "http" | "https" {
        const isLocal = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(this.host);
        return (this.options.plainHttp ?? isLocal) ? "http" : "https";
    }

    private credential(): Promise<Credential | undefined> {
        this.known ??= this.findCredential();
        return this.known;
    }

    private async findCredential(): Promise<Credential | undefined> {
        const stored = this.options.credential ?? (await dockerCredential(this.host));
        if (stored !== undefined || !isAzureRegistry(this.host)) {
            return stored;
        }
        const token = await azureRefreshToken(this.host, this.options.http);
        return token === undefined ? undefined : { kind: "refreshToken", token };
    }

    private async authorization(challenge: Challenge, scope: string): Promise<string | undefined> {
        const credential = await this.credential();
        if (challenge.scheme === "basic") {
            return credential?.kind === "password" ? basic(credential) : undefined;
        }
        this.checkRealm(challenge.realm, credential);
        return `Bearer ${await this.token(challenge, scope, credential)}`;
    }

    /** A registry that is not trusted could name any realm and collect the password there. */
    private checkRealm(realm: URL, credential: Credential | undefined): void {
        if (credential === undefined) {
            return;
        }
        const allowed = [this.host, TOKEN_HOSTS[this.host], ...(this.options.authHosts ?? [])];
        if (!allowed.includes(realm.host)) {
            throw new RegistryError(
                `${this.host} wants its credential sent to another host, ${realm.host}. If that is right, name it: --auth-host ${realm.host}`,
            );
        }
        if (realm.protocol === "http:" && this.scheme() === "https") {
            throw new RegistryError(
                `${this.host} wants its credential sent over plain http to ${realm.host}; that is refused.`,
            );
        }
    }

    private async token(
        challenge: Challenge & { scheme: "bearer" },
        scope: string,
        credential?: Credential,
    ): Promise<string> {
        const fields = { service: challenge.service ?? this.host, scope: challenge.scope ?? scope };
        const answer = await send(
            credential?.kind === "refreshToken"
                ? refreshRequest(challenge.realm, fields, credential.token)
                : tokenRequest(challenge.realm, fields, credential),
            this.options.http,
        );
        const body = await readBody(answer, MOST_TOKEN_BYTES, this.options.http.timeoutMs);
        const token = answer.status === 200 ? tokenOf(body) : undefined;
        if (token === undefined) {
            const who = credential === undefined ? "an anonymous token" : "a token for the credential";
            throw new RegistryError(
                `${challenge.realm.host} refused ${who} (HTTP ${answer.status}) for ${fields.scope}; ${signInAdvice(this.host)}`,
                401,
            );
        }
        return token;
    }
}

/** How to sign in to `host`, for the end of an error. */
export function signInAdvice(host: string): string {
    return isAzureRegistry(host)
        ? `sign in with: az acr login --name ${host.split(".")[0]}`
        : `sign in with: docker login ${host}`;
}

function basic(credential: Credential & { kind: "password" }): string {
    return `Basic ${Buffer.from(`${credential.username}:${credential.password}`).toString("base64")}`;
}

function tokenRequest(realm: URL, fields: Record<string, string>, credential?: Credential) {
    const url = new URL(realm);
    for (const [key, value] of Object.entries(fields)) {
        url.searchParams.set(key, value);
    }
    const headers: Record<string, string> = credential?.kind === "password" ? { authorization: basic(credential) } : {};
    return { method: "GET" as const, url, headers };
}

function refreshRequest(realm: URL, fields: Record<string, string>, refreshToken: string) {
    const body = new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: refreshToken,
        ...fields,
    }).toString();
    return {
        method: "POST" as const,
        url: realm,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body,
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
