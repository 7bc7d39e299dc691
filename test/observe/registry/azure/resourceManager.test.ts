// Questions to Azure Resource Manager: only to the host that the token is for, patiently, and never without an end.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { askResourceManager } from "../../../../observe/registry/azure/resourceManager";

const QUESTION = { path: "/subscriptions/s/x?$filter=a%20eq%20'b'", apiVersion: "2025-11-01" };

function token(audience: string): string {
    return `h.${Buffer.from(JSON.stringify({ aud: audience })).toString("base64url")}.s`;
}

describe("a question to Azure Resource Manager", () => {
    let answers: ((response: ServerResponse) => void)[];
    const requests: (string | undefined)[] = [];
    const waits: number[] = [];
    const texts: string[] = [];
    const server = createServer((request, response) => {
        requests.push(`${request.headers.authorization?.slice(0, 8)} ${request.url}`);
        answers.length > 1 ? answers.shift()?.(response) : answers[0]?.(response);
    });
    let endpoint: string;
    let timeoutMs: number;
    before(async () => {
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    });
    after(() => {
        server.closeAllConnections();
        server.close();
    });
    beforeEach(() => {
        timeoutMs = 20_000;
        requests.length = 0;
        waits.length = 0;
        texts.length = 0;
    });

    const error =
        (status: number, code: string, headers = {}) =>
        (response: ServerResponse) =>
            response.writeHead(status, headers).end(JSON.stringify({ error: { code, message: "because" } }));
    const ask = (...given: typeof answers) => {
        answers = given;
        const sleep = async (milliseconds: number) => waits.push(milliseconds);
        const onWait = (text: string) => texts.push(text);
        return askResourceManager(token(endpoint), QUESTION, { timeoutMs, sleep, onWait });
    };

    it("goes to the host that the token is for, with its query and version", async () => {
        assert.deepEqual(await ask((response) => response.end('{"value":[]}')), { value: { value: [] } });
        assert.deepEqual(requests, ["Bearer h /subscriptions/s/x?%24filter=a+eq+%27b%27&api-version=2025-11-01"]);
    });

    it("goes nowhere with a token that does not say so, or that would travel unprotected", async () => {
        for (const other of ["opaque", "a.b.c", token("http://management.azure.com/"), token("00000002-0000")]) {
            const answer = await askResourceManager(other, QUESTION);
            assert.deepEqual("isKnown" in answer && answer.isKnown, false, other);
        }
    });

    it("is asked again where the service is throttled or fails, as long as it says", async () => {
        const limited = error(429, "TooManyRequests", { "retry-after": "7" });
        const answer = await ask(limited, error(503, "Busy"), (response) => response.end("1"));
        assert.deepEqual([answer, waits], [{ value: 1 }, [7_000, 2_000]]);
        assert.match(texts[0] ?? "", /^127\.0\.0\.1:\d+ answers 429: TooManyRequests: because; asking again in 7 s$/);
        const { missing } = (await ask(error(503, "Busy"))) as { missing: string };
        assert.match(missing, /127\.0\.0\.1:\d+ answers 503: Busy: because$/);
        assert.equal(requests.length, 3 + 4);
    });

    it("is answered with the reason where the caller may not ask, or this cloud does not know the version", async () => {
        const denied = await ask(error(403, "AuthorizationFailed"));
        assert.ok("missing" in denied && denied.isKnown && /403: AuthorizationFailed: because/.test(denied.missing));
        const old = await ask(error(400, "NoRegisteredProviderFound"));
        assert.ok("missing" in old && !old.isKnown);
    });

    it("ends where nobody answers, and follows no redirect with the token", async () => {
        timeoutMs = 100;
        const hung = (await ask(() => undefined)) as { missing: string };
        assert.match(hung.missing, /did not answer within 0\.1 s/);
        timeoutMs = 20_000;
        const away = await ask((response) => response.writeHead(302, { location: "http://localhost:1/" }).end());
        assert.ok("missing" in away && /cannot be reached/.test(away.missing), JSON.stringify(away));
    });
});
