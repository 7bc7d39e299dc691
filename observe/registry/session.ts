// A signed-in conversation with one registry: answers its challenges, and never shows a credential to a host that the user did not name.
import type { TokenCredential } from "@azure/identity";
import { registryKind } from "../../model/registry/kind";
import { azureSignIn } from "./azure/signIn";
import { type Challenge, challengeOf } from "./challenge";
import { type Credential, dockerCredential } from "./credentials";
import { tokenHost } from "./dockerHub";
import { RegistryError } from "./errors";
import { discard, type HttpAnswer, type HttpOptions, send } from "./http";
import { basic, requestToken } from "./token";

export interface SessionOptions {
    readonly credential?: Credential;
    /** Whoever is signed in to Azure; those of this machine by default. */
    readonly azure?: TokenCredential;
    /** Hosts besides the registry's own that may see its credential, as the user named them. */
    readonly authHosts?: readonly string[];
    readonly plainHttp?: boolean;
    readonly http: HttpOptions;
}

/** The credential of a session, and where it is from. */
interface Found {
    readonly credential?: Credential;
    /** Why there is none, where Azure said so. */
    readonly missing?: string;
    /** It was stored by Docker, for whoever pulled last: it may be older than the sign-in to Azure. */
    readonly isStored?: boolean;
}

export class RegistrySession {
    private readonly tokens = new Map<string, string>();
    private known: Promise<Found> | undefined;

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

    private found(): Promise<Found> {
        this.known ??= this.find();
        return this.known;
    }

    private async find(): Promise<Found> {
        if (this.options.credential !== undefined) {
            return { credential: this.options.credential };
        }
        const stored = await dockerCredential(this.host);
        return stored === undefined ? this.fromAzure() : { credential: stored, isStored: true };
    }

    private async fromAzure(): Promise<Found> {
        if (registryKind(this.host) !== "acr") {
            return {};
        }
        const answer = await azureSignIn(this.host, this.options.http, this.options.azure);
        return "missing" in answer ? answer : { credential: { kind: "refreshToken", token: answer.refreshToken } };
    }

    private async authorization(challenge: Challenge, scope: string): Promise<string | undefined> {
        const found = await this.found();
        if (challenge.scheme === "basic") {
            return found.credential?.kind === "password" ? basic(found.credential) : undefined;
        }
        return this.bearer(challenge, scope, found).catch(async (error: unknown) => {
            // `az acr login` stores a token for three hours; the sign-in that it came from lasts longer.
            const newer =
                found.isStored && (error as RegistryError).status === 401 ? await this.fromAzure() : undefined;
            if (newer?.credential === undefined) {
                throw error;
            }
            this.known = Promise.resolve(newer);
            return this.bearer(challenge, scope, newer);
        });
    }

    private async bearer(
        challenge: Challenge & { readonly scheme: "bearer" },
        scope: string,
        { credential, missing }: Found,
    ): Promise<string> {
        this.checkRealm(challenge.realm, credential);
        const wish = { host: this.host, challenge, scope, credential, missing };
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
