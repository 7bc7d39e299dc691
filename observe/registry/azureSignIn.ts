// Signing in to an Azure Container Registry as `az acr login` does, with whatever identity Azure's libraries find here.
import { RegistryError } from "./errors";
import { type HttpOptions, readBody, send } from "./http";

/** Management scope of each cloud; its access token is what the registry's exchange accepts. */
const SCOPES: Record<string, string> = {
    io: "https://management.azure.com/.default",
    cn: "https://management.chinacloudapi.cn/.default",
    us: "https://management.usgovcloudapi.net/.default",
};

/**
 * Exchanges an Entra ID token for the registry's refresh token (POST /oauth2/exchange). Undefined where nobody is signed in: the
 * registry may still allow anonymous pulls.
 *
 * @throws RegistryError when somebody is signed in and the registry refuses the exchange.
 */
export async function azureRefreshToken(host: string, http: HttpOptions): Promise<string | undefined> {
    const token = await entraToken(SCOPES[host.split(".").at(-1) ?? "io"] ?? SCOPES.io ?? "");
    if (token === undefined) {
        return undefined;
    }
    const answer = await send(
        {
            method: "POST",
            url: new URL(`https://${host}/oauth2/exchange`),
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: new URLSearchParams({ grant_type: "access_token", service: host, access_token: token }).toString(),
        },
        http,
    );
    const body = await readBody(answer, 65_536, http.timeoutMs);
    if (answer.status !== 200) {
        const text = `${host} refused to exchange the Azure sign-in for a token (HTTP ${answer.status}); check with: az acr login --name ${host.split(".")[0]}`;
        throw new RegistryError(text, answer.status);
    }
    return (JSON.parse(body.toString("utf8")) as { refresh_token?: string }).refresh_token;
}

async function entraToken(scope: string): Promise<string | undefined> {
    const { DefaultAzureCredential } = await import("@azure/identity");
    try {
        return (await new DefaultAzureCredential().getToken(scope)).token;
    } catch {
        return undefined; // nobody is signed in: try without
    }
}
