import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { type Agent, MockAgent } from "undici";
import { readBody, send } from "../../../observe/registry/http";

describe("an exchange with a registry over https", () => {
    let agent: MockAgent;

    beforeEach(() => {
        agent = new MockAgent();
        agent.disableNetConnect();
    });
    afterEach(() => agent.close());

    /** The status that the redirect leads to. */
    async function redirectedTo(location: string): Promise<number> {
        agent.get("https://acr1.azurecr.io").intercept({ path: "/v2/" }).reply(307, "", { headers: { location } });
        agent.get(new URL(location).origin).intercept({ path: "/blob" }).reply(200, "it");
        const request = { method: "GET", url: new URL("https://acr1.azurecr.io/v2/"), headers: {} } as const;
        return (await send(request, { timeoutMs: 1_000, dispatcher: agent as unknown as Agent })).status;
    }

    it("is not led to plain http", async () => {
        assert.equal(await redirectedTo("https://blobs.example/blob"), 200);
        await assert.rejects(
            redirectedTo("http://blobs.example/blob"),
            /^Error: acr1\.azurecr\.io redirects from https to plain http at blobs\.example; that is refused\.$/,
        );
    });

    it("takes what it posts, which is a credential, to no other host", async () => {
        for (const status of [302, 307]) {
            const seen: string[] = [];
            agent
                .get("https://acr1.azurecr.io")
                .intercept({ method: "POST", path: "/oauth2/exchange" })
                .reply(status, "", { headers: { location: "https://other.example/take" } });
            agent
                .get("https://other.example")
                .intercept({ path: "/take", method: () => true })
                .reply(({ body }) => ({ statusCode: 200, data: String(seen.push(String(body))) }));
            const request = {
                method: "POST",
                url: new URL("https://acr1.azurecr.io/oauth2/exchange"),
                headers: {},
                body: "access_token=secret",
            } as const;
            await assert.rejects(send(request, { timeoutMs: 1_000, dispatcher: agent as unknown as Agent }), {
                message: "acr1.azurecr.io redirects a credential to another host, other.example; that is refused.",
            });
            assert.deepEqual(seen, []);
        }
    });

    const failing = (error: Error & { code?: string }) => {
        agent.get("https://acr1.azurecr.io").intercept({ path: "/v2/" }).replyWithError(error);
        const request = { method: "GET", url: new URL("https://acr1.azurecr.io/v2/"), headers: {} } as const;
        return send(request, { timeoutMs: 1_500, dispatcher: agent as unknown as Agent });
    };
    const faults: [code: string, text: RegExp][] = [
        ["ENOTFOUND", /^acr1\.azurecr\.io cannot be reached: the name cannot be resolved/],
        [
            "DEPTH_ZERO_SELF_SIGNED_CERT",
            /cannot be reached: its certificate is self-signed; give its CA by --ca-file\.$/,
        ],
        ["EODD", /cannot be reached: odd\.$/],
        ["UND_ERR_CONNECT_TIMEOUT", /^acr1\.azurecr\.io did not answer within 1\.5 s\.$/],
        ["UND_ERR_SOCKET", /cannot be reached: odd\.$/],
        ["ODD_TIMEOUT", /cannot be reached: odd\.$/],
    ];
    for (const [code, message] of faults) {
        it(`tells a fault of the connection in words: ${code}`, async () => {
            await assert.rejects(failing(Object.assign(new Error("odd"), { code })), { message });
        });
    }

    it("keeps its credential on the way to the same host, and loses it on the way to another", async () => {
        const seen: unknown[] = [];
        const note = (from: string, path: string, status: number, location?: string) =>
            agent
                .get(from)
                .intercept({ path })
                .reply(({ headers }) => {
                    seen.push((headers as Record<string, string>).authorization);
                    return { statusCode: status, data: "", responseOptions: { headers: location ? { location } : {} } };
                });
        note("https://acr1.azurecr.io", "/v2/", 302, "/next");
        note("https://acr1.azurecr.io", "/next", 308, "https://blobs.example/blob");
        note("https://blobs.example", "/blob", 302);
        const headers = { authorization: "secret", accept: "a" };
        const request = { method: "GET", url: new URL("https://acr1.azurecr.io/v2/"), headers } as const;
        const answer = await send(request, { timeoutMs: 1_000, dispatcher: agent as unknown as Agent });
        assert.deepEqual(seen, ["secret", "secret", undefined]);
        assert.deepEqual([answer.status, answer.url.href], [302, "https://blobs.example/blob"]);
    });

    it("does not go where there is no web", async () => {
        for (const location of ["file:///etc/passwd", "http://["]) {
            agent.get("https://acr1.azurecr.io").intercept({ path: "/v2/" }).reply(307, "", { headers: { location } });
            const request = { method: "GET", url: new URL("https://acr1.azurecr.io/v2/"), headers: {} } as const;
            await assert.rejects(send(request, { timeoutMs: 1_000, dispatcher: agent as unknown as Agent }), {
                message: "acr1.azurecr.io redirects to something that is not a web address.",
            });
        }
    });

    it("ends with what the caller ended it for", async () => {
        const request = { method: "GET", url: new URL("https://acr1.azurecr.io/v2/"), headers: {} } as const;
        const signal = AbortSignal.abort(new Error("ended"));
        const options = { timeoutMs: 1_000, dispatcher: agent as unknown as Agent, signal };
        await assert.rejects(send(request, options), /^Error: ended$/);
    });
});

describe("the body of an answer", () => {
    const answerOf = (body: Readable) => ({ status: 200, headers: {}, body, url: new URL("https://acr1.azurecr.io/") });

    it("is read up to its limit, and no further", async () => {
        const parts = () => Readable.from([Buffer.from("ab"), Buffer.from("cd")]);
        assert.equal(String(await readBody(answerOf(parts()), 4, 1_000)), "abcd");
        await assert.rejects(readBody(answerOf(parts()), 3, 1_000), {
            message: "acr1.azurecr.io answered with more than 3 bytes where a short document belongs.",
        });
    });

    for (const [code, message] of [
        ["UND_ERR_BODY_TIMEOUT", /began to answer and then stopped: the body did not end within 1 s\.$/],
        ["ECONNRESET", /^acr1\.azurecr\.io broke off in the middle of its answer\.$/],
    ] as const) {
        it(`tells ${code} in words`, async () => {
            const body = new Readable({
                read() {
                    this.destroy(Object.assign(new Error(), { code }));
                },
            });
            await assert.rejects(readBody(answerOf(body), 10, 1_000), { message });
        });
    }
});
