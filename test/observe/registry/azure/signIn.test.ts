import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TokenCredential } from "@azure/identity";
import { type Agent, MockAgent } from "undici";
import { azureCredential, signInFault, tokenFor } from "../../../../observe/registry/azure/credential";
import { azureSignIn } from "../../../../observe/registry/azure/signIn";
import { exchangesToken } from "../../../../platform/azure/rules/tokenAudience";
import type { ArmResource } from "../../../../platform/azure/world";
import { until } from "../../../support/until";

const HOST = "acr1.azurecr.io";
const REGISTRIES = "https://containerregistry.azure.net/.default";
const RESOURCE_MANAGER = "https://management.azure.com/.default";

describe("the sign-in to a registry of Azure", () => {
    let agent: MockAgent;
    let asked: string[];

    beforeEach(() => {
        asked = [];
        agent = new MockAgent();
        agent.disableNetConnect();
    });
    afterEach(() => agent.close());

    /** Somebody who gets tokens for these audiences. */
    const signedIn = (...scopes: string[]): TokenCredential => ({
        getToken: async (scope) => {
            asked.push(String(scope));
            if (!scopes.includes(String(scope))) {
                throw new Error("AADSTS65001: no consent");
            }
            const claims = JSON.stringify({ aud: String(scope).replace("/.default", "") });
            return { token: `e30.${Buffer.from(claims).toString("base64url")}.x`, expiresOnTimestamp: 0 };
        },
    });

    /** Signs in to a registry that exchanges what the simulated Azure does. */
    function signIn(credential: TokenCredential, policies: object = {}, host = HOST) {
        const registry = { properties: { policies } } as unknown as ArmResource;
        agent
            .get(`https://${host}`)
            .intercept({ method: "POST", path: "/oauth2/exchange" })
            .reply(({ body }) => {
                const token = new URLSearchParams(String(body)).get("access_token") ?? "";
                const isGood = exchangesToken(registry, token) || !host.endsWith(".io");
                return { statusCode: isGood ? 200 : 401, data: isGood ? '{"refresh_token":"refresh"}' : "{}" };
            })
            .persist();
        return azureSignIn(host, { timeoutMs: 1_000, dispatcher: agent as unknown as Agent }, credential);
    }

    const hardened = { azureADAuthenticationAsArmPolicy: { status: "disabled" } };

    it("shows the registry a token that is good for registries only", async () => {
        for (const policies of [{}, hardened]) {
            asked = [];
            const answer = await signIn(signedIn(REGISTRIES, RESOURCE_MANAGER), policies);
            assert.deepEqual(answer, { refreshToken: "refresh" });
            assert.deepEqual(asked, [REGISTRIES]);
        }
    });

    it("goes on with one for Resource Manager where there is none for registries", async () => {
        assert.deepEqual(await signIn(signedIn(RESOURCE_MANAGER)), { refreshToken: "refresh" });
        assert.deepEqual(asked, [REGISTRIES, RESOURCE_MANAGER]);
    });

    it("is refused, with what to try, where the registry accepts no token that there is", async () => {
        await assert.rejects(signIn(signedIn(RESOURCE_MANAGER), hardened), {
            message: `${HOST} refused to exchange the Azure sign-in for a token (HTTP 401); sign in with: az acr login --name ${HOST}`,
        });
    });

    it("is not taken for refused where the registry has no time for it", async () => {
        for (const [status, text] of [
            [429, /did not exchange .*: too many requests; try again in 3 s \(HTTP 429\)$/],
            [503, /did not exchange .*at fault; try again \(HTTP 503\)$/],
        ] as const) {
            const registry = agent.get(`https://${HOST}`);
            const asked = registry.intercept({ method: "POST", path: "/oauth2/exchange" });
            asked.reply(status, "", { headers: { "retry-after": "3" } }).times(status === 429 ? 4 : 1);
            const waits: number[] = [];
            const sleep = async (milliseconds: number) => waits.push(milliseconds);
            const http = { timeoutMs: 1_000, dispatcher: agent as unknown as Agent, sleep };
            await assert.rejects(azureSignIn(HOST, http, signedIn(REGISTRIES, RESOURCE_MANAGER)), text);
            assert.deepEqual(waits, status === 429 ? [3_000, 3_000, 3_000] : []);
        }
    });

    it("asks for the token of the registry's own cloud", async () => {
        const scope = "https://management.usgovcloudapi.net/.default";
        assert.deepEqual(await signIn(signedIn(scope), {}, "acr1.azurecr.us"), { refreshToken: "refresh" });
        assert.deepEqual(asked, [scope]);
    });

    it("says why there is no token", async () => {
        assert.deepEqual(await signIn(signedIn()), {
            missing: "Azure refuses the sign-in here: AADSTS65001: no consent",
        });
        const unused = Object.assign(new Error("chain"), {
            errors: [new Error("EnvironmentCredential is unavailable")],
        });
        assert.equal(signInFault(unused), "nobody is signed in to Azure here; sign in with: az login");
        const expired = new Error("ERROR: AADSTS700082: The refresh token has expired.\nRun the command below");
        const chain = Object.assign(new Error("chain"), { errors: [...unused.errors, expired] });
        assert.match(signInFault(chain), /^Azure refuses the sign-in here: ERROR: AADSTS700082: .* has expired\. Run/);
    });

    it("is not waited for without end", async () => {
        const never: TokenCredential = { getToken: () => new Promise(() => undefined) };
        assert.deepEqual(await tokenFor(never, REGISTRIES, 20), {
            missing: "Azure's sign-in did not end within 0.02 s",
        });
    });

    it("leaves no connection to an identity endpoint that never answers", async () => {
        let closed = 0;
        const server = createServer(({ socket }) => socket.on("close", () => (closed += 1)));
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const variables = {
            AZURE_TOKEN_CREDENTIALS: "prod",
            IDENTITY_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`,
            IDENTITY_HEADER: "header",
        };
        const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
        Object.assign(process.env, variables);
        try {
            const credential = await azureCredential(undefined, 50);
            const token = await tokenFor(credential, REGISTRIES, 5_000);
            assert.ok("missing" in token);
            await until(() => closed === 1, "the connection is closed");
        } finally {
            for (const [name, value] of Object.entries(before)) {
                delete process.env[name];
                Object.assign(process.env, value === undefined ? {} : { [name]: value });
            }
            server.closeAllConnections();
            server.close();
        }
    });
});
