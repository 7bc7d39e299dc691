// A signed-in conversation with one registry: answers its challenges, and never shows a credential to a host that the user did not name.

import { registryKind } from "../../model/registry/kind";
import { azureRefreshToken } from "./azureSignIn";
import { type Challenge, challengeOf } from "./challenge";
import { type Credential, dockerCredential } from "./credentials";
import { tokenHost } from "./dockerHub";
import { RegistryError } from "./errors";
import { discard, type HttpAnswer, type HttpOptions, send } from "./http";
import { basic, requestToken } from "./token";

export interface SessionOptions {
    readonly credential?: Credential;
    /** Hosts besides the registry's own that may see its credential, as the user named them. */
    readonly authHosts?: readonly string[];
    readonly plainHttp?: boolean;
    readonly http: HttpOptions;
}

export class RegistrySession {
    private readonly tokens = new Map<string, string>();
    private known: Promise<Credential | undefined> | undefined;

    constructor(
        readonly host: string,
        readonly options: SessionOptions,
    ) {}

    /** GET of `path` (from `/v2/` on), signed in for `scope` where the registry asks for it. */
    async get(path: string, scope: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
        const url = new URL(`${this.scheme()}://${this.host}${path}`);
        const first = await this.once(url, headers, this.tokens.get(scope));
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
        return this.once(url, headers, authorization);
    }

    private once(url: URL, headers: Record<string, string>, authorization?: string): Promise<HttpAnswer> {
        return send(
            { method: "GET", url, headers: authorization ? { ...headers, authorization } : headers },
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
        if (stored !== undefined || registryKind(this.host) !== "acr") {
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
        const wish = { host: this.host, challenge, scope, credential };
        return `Bearer ${await requestToken(wish, this.options.http)}`;
    }

    /** A registry that is not trusted could name any realm and collect the password there. */
    private checkRealm(realm: URL, credential: Credential | undefined): void {
        if (credential === undefined) {
            return;
        }
        const allowed = [this.host, tokenHost(this.host), ...(this.options.authHosts ?? [])];
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
}
