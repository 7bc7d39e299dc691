import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TokenCredential } from "@azure/identity";
import { type Agent, MockAgent } from "undici";
import { RegistrySession } from "../../../observe/registry/session";

const HOST = "acr1.azurecr.io";
const SCOPE = "repository:shop:pull";

describe("a session with a registry of Azure", () => {
    const before = process.env.DOCKER_CONFIG;
    let folder: string;
    let agent: MockAgent;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "session-"));
        process.env.DOCKER_CONFIG = folder;
        agent = new MockAgent();
        agent.disableNetConnect();
        const registry = agent.get(`https://${HOST}`);
        registry
            .intercept({ path: "/v2/shop/tags/list" })
            .reply(({ headers }) => {
                const { authorization } = headers as Record<string, string>;
                return authorization === "Bearer access"
                    ? { statusCode: 200, data: "{}" }
                    : {
                          statusCode: 401,
                          data: "",
                          responseOptions: {
                              headers: {
                                  "www-authenticate": `Bearer realm="https://${HOST}/oauth2/token",service="${HOST}"`,
                              },
                          },
                      };
            })
            .persist();
        registry
            .intercept({ method: "POST", path: "/oauth2/exchange" })
            .reply(200, { refresh_token: "fresh" })
            .persist();
        registry
            .intercept({ method: "POST", path: "/oauth2/token" })
            .reply(({ body }) => {
                const fields = new URLSearchParams(String(body));
                // Required: https://distribution.github.io/distribution/spec/auth/oauth/
                const isFresh = fields.get("refresh_token") === "fresh" && fields.has("client_id");
                return { statusCode: isFresh ? 200 : 401, data: isFresh ? '{"access_token":"access"}' : "{}" };
            })
            .persist();
        registry
            .intercept({ method: "GET", path: /^.oauth2.token/ })
            .reply(401, "{}")
            .persist();
    });
    afterEach(async () => {
        rmSync(folder, { recursive: true });
        if (before === undefined) {
            delete process.env.DOCKER_CONFIG;
        } else {
            process.env.DOCKER_CONFIG = before;
        }
        await agent.close();
    });

    async function status(getToken: TokenCredential["getToken"]): Promise<number> {
        const http = { timeoutMs: 1_000, dispatcher: agent as unknown as Agent };
        const session = new RegistrySession(HOST, { http, azure: { getToken } });
        return (await session.get("/v2/shop/tags/list", SCOPE)).status;
    }

    /** What `az acr login` stored more than three hours ago. */
    function storeOldToken(): void {
        const auth = Buffer.from("00000000-0000-0000-0000-000000000000:old").toString("base64");
        writeFileSync(join(folder, "config.json"), JSON.stringify({ auths: { [HOST]: { auth } } }));
    }

    const signedIn = async () => ({ token: "e30.e30.x", expiresOnTimestamp: 0 });
    const nobody = () => Promise.reject(new Error("AADSTS90002: Tenant not found"));

    it("goes on with the sign-in to Azure where what Docker stored has expired", async () => {
        storeOldToken();
        assert.equal(await status(signedIn), 200);
    });

    it("keeps the registry's refusal where nobody is signed in to Azure either", async () => {
        storeOldToken();
        await assert.rejects(
            status(nobody),
            /refused a token for the credential .*az acr login --name acr1\.azurecr\.io/,
        );
    });

    it("says why there is no credential", async () => {
        await assert.rejects(
            status(nobody),
            /refused an anonymous token .*; Azure refuses the sign-in here: AADSTS90002: Tenant not found$/,
        );
    });
});
