import assert from "node:assert/strict";
import { type Agent, MockAgent } from "undici";
import { send } from "../../../observe/registry/http";

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
});
