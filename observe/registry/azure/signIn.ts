// Signing in to an Azure Container Registry as `az acr login` does, with whatever identity Azure's libraries find here.
import type { TokenCredential } from "@azure/identity";
import { RegistryError } from "../errors";
import { type HttpAnswer, type HttpOptions, type HttpRequest, readBody, send } from "../http";
import { askedPatiently } from "../patience";
import { laterAdvice, signInAdvice } from "../refusal";
import { azureCredential, tokenFor } from "./credential";

interface Cloud {
    /**
     * What a token must be for, first choice first. Every registry accepts one for registries, which is good for nothing else;
     * some refuse one for Azure Resource Manager, which opens the whole subscription.
     */
    readonly scopes: readonly string[];
    /** Where identities of this cloud sign in. */
    readonly authorityHost?: string;
}

/** By the last label of a registry's host. Only the public cloud has an audience for registries. */
const CLOUDS: Readonly<Record<string, Cloud>> = {
    io: {
        scopes: ["https://containerregistry.azure.net/.default", "https://management.azure.com/.default"],
    },
    cn: {
        scopes: ["https://management.chinacloudapi.cn/.default"],
        authorityHost: "https://login.chinacloudapi.cn",
    },
    us: {
        scopes: ["https://management.usgovcloudapi.net/.default"],
        authorityHost: "https://login.microsoftonline.us",
    },
};

/** The registry's refresh token, or why Azure gives none: the registry may still allow anonymous pulls. */
export type AzureSignIn = { readonly refreshToken: string } | { readonly missing: string };

/**
 * Exchanges an Entra ID token for the registry's refresh token (POST /oauth2/exchange).
 *
 * @param credential that of this machine by default
 * @throws RegistryError when somebody is signed in and the registry refuses the exchange.
 */
export async function azureSignIn(host: string, http: HttpOptions, credential?: TokenCredential): Promise<AzureSignIn> {
    const { scopes, authorityHost } = CLOUDS[host.split(".").at(-1) ?? ""] ?? { scopes: [] };
    const signedIn = credential ?? (await azureCredential(authorityHost));
    const faults: string[] = [];
    let status: number | undefined;
    for (const scope of scopes) {
        const answer = await tokenFor(signedIn, scope);
        if ("missing" in answer) {
            faults.push(answer.missing);
            continue;
        }
        const exchanged = await exchange(host, answer.token, http);
        if (typeof exchanged === "string") {
            return { refreshToken: exchanged };
        }
        status = exchanged;
    }
    if (status !== undefined) {
        const text = `${host} refused to exchange the Azure sign-in for a token (HTTP ${status}); ${signInAdvice(host)}`;
        throw new RegistryError(text, status);
    }
    return { missing: faults[0] ?? `${host} is in no cloud of Azure that is known here` };
}

/** The refresh token, or the status with which the registry refuses to give one. */
async function exchange(host: string, token: string, http: HttpOptions): Promise<string | number> {
    const request: HttpRequest = {
        method: "POST",
        url: new URL(`https://${host}/oauth2/exchange`),
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ grant_type: "access_token", service: host, access_token: token }).toString(),
    };
    const answer = await askedPatiently(() => send(request, http), http);
    const body = await readBody(answer, 65_536, http.timeoutMs);
    if (answer.status === 429 || answer.status >= 500) {
        throw new RegistryError(
            `${host} did not exchange the Azure sign-in for a token: ${busyText(answer)}`,
            answer.status,
        );
    }
    return answer.status === 200 ? refreshTokenOf(body) : answer.status;
}

/** Nothing is wrong with the sign-in: whoever signs in again meets the same. */
function busyText(answer: HttpAnswer): string {
    const why = answer.status === 429 ? laterAdvice(answer) : "it, or what stands before it, is at fault; try again";
    return `${why} (HTTP ${answer.status})`;
}

function refreshTokenOf(body: Buffer): string {
    try {
        const { refresh_token: token } = JSON.parse(body.toString("utf8")) as { refresh_token?: unknown };
        if (typeof token === "string") {
            return token;
        }
    } catch {
        // Not JSON: as little a token as any other answer.
    }
    throw new RegistryError(
        "The registry accepted the Azure sign-in, and answered with something that is not a token.",
    );
}
