import assert from "node:assert/strict";
import { type Agent, MockAgent } from "undici";
import { requestToken, type TokenWish } from "../../../observe/registry/token";

const HOST = "acr1.azurecr.io";
const PASSWORD = { kind: "password", username: "ci", password: "a:b" } as const;
const REFRESH = { kind: "refreshToken", token: "r&t" } as const;

interface Asked {
    readonly method: string;
    readonly path: string;
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
}

describe("a token of a registry's token server", () => {
    let agent: MockAgent;
    let asked: Asked[];

    beforeEach(() => {
        asked = [];
        agent = new MockAgent();
        agent.disableNetConnect();
    });
    afterEach(() => agent.close());

    function token(status: number, data: string, wish: Partial<TokenWish> = {}): Promise<string> {
        const { scheme, realm, ...challenge } = {
            scheme: "bearer",
            realm: `https://${HOST}/token?a=1`,
            ...wish.challenge,
        };
        agent
            .get(`https://${HOST}`)
            .intercept({ path: /^.token/, method: () => true })
            .reply((request) => {
                asked.push(request as unknown as Asked);
                return { statusCode: status, data };
            });
        return requestToken(
            {
                host: HOST,
                scope: "repository:shop:pull",
                ...wish,
                challenge: { scheme: "bearer", realm: new URL(realm), ...challenge },
            },
            { timeoutMs: 1_000, dispatcher: agent as unknown as Agent },
        );
    }

    const challenge = (more: { service?: string; scope?: string }) =>
        ({ scheme: "bearer", realm: new URL(`https://${HOST}/token`), ...more }) as const;

    it("is asked for anonymously, for the registry and what is wanted", async () => {
        assert.equal(await token(200, '{"token":"t"}'), "t");
        const [{ method, path, headers } = assert.fail()] = asked;
        assert.deepEqual([method, path], ["GET", `/token?a=1&service=${HOST}&scope=repository%3Ashop%3Apull`]);
        assert.equal("authorization" in headers, false);
    });

    it("is asked for as the challenge says", async () => {
        await token(200, '{"access_token":"t"}', { challenge: challenge({ service: "s", scope: "x" }) });
        assert.equal(asked[0]?.path, "/token?service=s&scope=x");
    });

    it("is asked for with the password, colons and all", async () => {
        await token(200, '{"token":"t"}', { credential: PASSWORD });
        assert.equal(asked[0]?.headers.authorization, `Basic ${Buffer.from("ci:a:b").toString("base64")}`);
    });

    it("is bought with a refresh token, which is in no address", async () => {
        await token(200, '{"access_token":"t"}', { credential: REFRESH });
        const [{ method, path, body, headers } = assert.fail()] = asked;
        assert.deepEqual([method, path], ["POST", "/token?a=1"]);
        assert.equal(headers["content-type"], "application/x-www-form-urlencoded");
        assert.deepEqual(Object.fromEntries(new URLSearchParams(body)), {
            grant_type: "refresh_token",
            refresh_token: "r&t",
            client_id: "image-delivery",
            service: HOST,
            scope: "repository:shop:pull",
        });
    });

    for (const body of ["<html>", "{}", '{"token":7}', '{"token":"a b"}', '{"token":"a\\r\\nb: c"}', '{"token":""}']) {
        it(`is not ${body}`, async () => {
            await assert.rejects(token(200, body), { status: 401, message: /refused an anonymous token for repo/ });
        });
    }

    const words = (message: string) => JSON.stringify({ errors: [{ message }] });
    const refusals: [string, number, string, Partial<TokenWish>, RegExp][] = [
        [
            "a credential",
            401,
            "{}",
            { credential: PASSWORD },
            /refused a token for the credential for repository:shop:pull \(HTTP 401\); sign in with: az acr login --name acr1\.azurecr\.io$/,
        ],
        ["nobody, for a known reason", 401, "{}", { missing: "no network" }, /\(HTTP 401\); no network$/],
        ["somebody in its own words", 401, words("denied"), {}, /; sign in with: .*; it says: denied$/],
        [
            "an address",
            403,
            words("client is not allowed access"),
            {},
            /\(HTTP 403\); the registry's firewall .*; it says: client/,
        ],
        ["without a word", 403, "{}", {}, /\(HTTP 403\); sign in with: az acr login/],
        [
            "because it fails",
            500,
            words("oops"),
            {},
            /failed to give an anonymous token .* try again \(HTTP 500\); it says: oops$/,
        ],
    ];
    for (const [what, status, body, wish, text] of refusals) {
        it(`is refused to ${what}`.replace("to without", "without").replace("to because", "because"), async () => {
            await assert.rejects(token(status, body, wish), { status: 401, message: text });
        });
    }
});
