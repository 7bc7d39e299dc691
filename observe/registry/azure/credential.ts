// Whoever is signed in to Azure here, by Azure's libraries, with a limit: they wait for some endpoints without end.
import type { HttpClient } from "@azure/core-rest-pipeline";
import type { DefaultAzureCredentialOptions, TokenCredential } from "@azure/identity";
import { plainError } from "../../../model/text/plain";

/** What a sign-in may take; `az` alone needs several seconds on a busy machine. */
const SIGN_IN_MS = 30_000;

const MOST_WORDS = 300;

/** An access token, or why there is none. */
export type AzureToken = { readonly token: string } | { readonly missing: string };

/**
 * The credential of this machine: environment, workload or managed identity, Azure CLI and others.
 *
 * @param authorityHost where identities of the registry's cloud sign in; AZURE_AUTHORITY_HOST takes precedence
 */
export async function azureCredential(authorityHost?: string, limitMs = SIGN_IN_MS): Promise<TokenCredential> {
    const { DefaultAzureCredential } = await import("@azure/identity");
    const { createDefaultHttpClient } = await import("@azure/core-rest-pipeline");
    const host = process.env.AZURE_AUTHORITY_HOST ?? authorityHost;
    const options: DefaultAzureCredentialOptions = {
        ...(host !== undefined && { authorityHost: host }),
        processTimeoutInMs: limitMs,
        httpClient: endedAfter(limitMs, createDefaultHttpClient()),
    };
    return new DefaultAzureCredential(options);
}

/** Ends what a sign-in asks over the network: an open connection would keep the whole program from ending. */
function endedAfter(limitMs: number, client: HttpClient): HttpClient {
    return {
        sendRequest(request) {
            request.timeout = limitMs;
            return client.sendRequest(request);
        },
    };
}

export async function tokenFor(credential: TokenCredential, scope: string, limitMs = SIGN_IN_MS): Promise<AzureToken> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<AzureToken>((resolve) => {
        const missing = `Azure's sign-in did not end within ${limitMs / 1000} s`;
        timer = setTimeout(() => resolve({ missing }), limitMs);
    });
    try {
        return await Promise.race([asked(credential, scope), late]);
    } finally {
        clearTimeout(timer);
    }
}

async function asked(credential: TokenCredential, scope: string): Promise<AzureToken> {
    try {
        const answer = await credential.getToken(scope);
        return answer === null ? { missing: NOBODY } : { token: answer.token };
    } catch (error) {
        return { missing: signInFault(error) };
    }
}

const NOBODY = "nobody is signed in to Azure here; sign in with: az login";

/**
 * Why Azure gave no token, in one line. The libraries try one way after the other, and list why each of them did not work: what
 * counts is the one that Azure itself refused, since the others are only not in use here.
 */
export function signInFault(error: unknown): string {
    const { errors = [error] } = error as { errors?: readonly unknown[] };
    const messages = errors.map((each) => (each as { message?: string }).message ?? String(each));
    const refused = messages.find((message) => REFUSED.test(message));
    return refused === undefined ? NOBODY : `Azure refuses the sign-in here: ${plainError(refused, MOST_WORDS)}`;
}

/** Entra ID's own error codes; everything else says that some way of signing in is not set up. */
const REFUSED = /\bAADSTS\d+/;
