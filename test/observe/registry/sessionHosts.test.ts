// Which host a session talks to, in which scheme, and which of them may see the credential.
import assert from "node:assert/strict";
import { type Agent, MockAgent } from "undici";
import { RegistrySession, type SessionOptions } from "../../../observe/registry/session";

const SCOPE = "repository:shop:pull";
const credential = { kind: "password", username: "ci", password: "secret" } as const;

describe("a session with a registry", () => {
    let agent: MockAgent;
    let seen: string[];

    beforeEach(() => {
        seen = [];
        agent = new MockAgent();
        agent.disableNetConnect();
    });
    afterEach(() => agent.close());

    /** The registry asks for a sign-in with this header, and whatever else is asked of it gives a token. */
    function session(origin: string, challenge: string, more: Partial<SessionOptions> = {}): RegistrySession {
        for (const host of [origin, "https://auth.docker.io", "https://auth.example", "http://acr1.azurecr.io"]) {
            agent
                .get(host)
                .intercept({ path: () => true })
                .reply(({ path, headers }) => {
                    const { authorization } = headers as Record<string, string>;
                    seen.push(`${host}${path.split("?")[0]} ${authorization?.split(" ")[0] ?? "-"}`);
                    const refused = { headers: { "www-authenticate": challenge } };
                    const isKnown = authorization === "Bearer t" || authorization?.startsWith("Basic");
                    return path.startsWith("/token") || isKnown
                        ? { statusCode: 200, data: '{"token":"t"}' }
                        : { statusCode: 401, data: "", responseOptions: refused };
                })
                .persist();
        }
        const http = { timeoutMs: 1_000, dispatcher: agent as unknown as Agent };
        return new RegistrySession(new URL(origin).host, { http, credential, ...more });
    }

    const get = async (...given: Parameters<typeof session>) => (await session(...given).get("/v2/", SCOPE)).status;
    const bearer = (realm: string) => `Bearer realm="${realm}"`;

    it("is in plain http on this machine, and elsewhere only where that is said", async () => {
        for (const host of ["localhost", "localhost:5000", "127.0.0.1:5000", "127.8.0.1", "[::1]:5000"]) {
            assert.equal(await get(`http://${host}`, "Basic"), 200, host);
        }
        assert.equal(await get("https://localhost.example", "Basic"), 200);
        assert.equal(await get("https://127.0.0.1:5000", "Basic", { plainHttp: false }), 200);
        assert.equal(await get("http://plain.example", "Basic", { plainHttp: true }), 200);
    });

    it("asks for a token once for all that it allows", async () => {
        const hub = session("https://registry-1.docker.io", bearer("https://auth.docker.io/token"));
        await hub.get("/v2/", SCOPE);
        await hub.get("/v2/", SCOPE);
        await hub.get("/v2/", "repository:other:pull");
        const [registry, tokens] = ["https://registry-1.docker.io/v2/", "https://auth.docker.io/token Basic"];
        const first = [`${registry} -`, tokens, `${registry} Bearer`];
        assert.deepEqual(seen, [...first, `${registry} Bearer`, ...first]);
    });

    it("shows the credential to no host that nobody named, and to one that somebody did", async () => {
        const challenge = bearer("https://auth.example/token");
        await assert.rejects(get("https://ghcr.io", challenge), /--auth-host auth\.example$/);
        assert.deepEqual(seen, ["https://ghcr.io/v2/ -"]);
        assert.equal(await get("https://ghcr.io", challenge, { authHosts: ["auth.example"] }), 200);
    });

    it("takes a token from any host where it has no credential to show", async () => {
        const [DOCKER_CONFIG, before] = ["/nonexistent", process.env.DOCKER_CONFIG];
        Object.assign(process.env, { DOCKER_CONFIG });
        try {
            const options = { credential: undefined };
            assert.equal(await get("https://ghcr.io", bearer("https://auth.example/token"), options), 200);
        } finally {
            delete process.env.DOCKER_CONFIG;
            Object.assign(process.env, before === undefined ? {} : { DOCKER_CONFIG: before });
        }
        assert.ok(seen.includes("https://auth.example/token -"));
    });

    it("sends the credential over plain http only where the registry is asked that way, too", async () => {
        const challenge = bearer("http://acr1.azurecr.io/token");
        const refused = /wants its credential sent over plain http to acr1\.azurecr\.io; that is refused\.$/;
        await assert.rejects(get("https://acr1.azurecr.io", challenge), refused);
        assert.equal(await get("http://acr1.azurecr.io", challenge, { plainHttp: true }), 200);
    });

    it("hands the registry's refusal over where it asks for something that cannot be answered", async () => {
        assert.equal(await get("https://ghcr.io", "Negotiate"), 401);
        const token = { kind: "refreshToken", token: "r" } as const;
        assert.equal(await get("https://ghcr.io", "Basic", { credential: token }), 401);
        assert.equal(seen.length, 2);
    });
});
