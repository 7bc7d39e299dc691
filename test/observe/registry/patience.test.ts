// What containers/image does after 429 (makeRequestToResolvedURL in docker/docker_client.go), and go-containerregistry like it:
// asks again after Retry-After, and without it after longer and longer pauses, a few times.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { parseImageReference } from "../../../model/image/reference";
import { type RegistryClient, registryClient } from "../../../observe/registry/client";
import { RegistryServer } from "../../support/registryServer";

const credential = { kind: "password", username: "ci", password: "secret" } as const;

describe("a registry that allows no more requests for now", () => {
    let server: RegistryServer;
    let waits: number[];
    let texts: string[];

    beforeEach(async () => {
        server = await RegistryServer.start();
        server.image({ layers: [randomBytes(10)], tag: "1.0" });
        [waits, texts] = [[], []];
    });
    afterEach(() => server.stop());

    const reference = () => parseImageReference(`${server.host}/shop/api:1.0`);

    async function client(): Promise<RegistryClient> {
        const sleep = async (milliseconds: number) => waits.push(milliseconds);
        return registryClient({ timeoutMs: 2_000, credential, sleep, onWait: (text) => texts.push(text) });
    }

    /** Refuses the first `times` requests for a path, as Azure's registries do. */
    function refuse(times: number, path: string, retryAfter?: string): void {
        let left = times;
        const body = JSON.stringify({ errors: [{ code: "TOOMANYREQUESTS", message: "slow down" }] });
        const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
        server.behave = ({ url = "" }, response) =>
            url.includes(path) && left-- > 0 && Boolean(response.writeHead(429, headers).end(body));
    }

    /** Whoever has no token is sent to a token server, which refuses the first `times` requests. */
    function refuseTokens(times: number): void {
        let left = times;
        const challenge = `Bearer realm="http://${server.host}/token",service="registry"`;
        const tokenOr429 = (response: ServerResponse) =>
            left-- > 0 ? response.writeHead(429, { "retry-after": "5" }).end() : response.end('{"token":"t"}');
        server.behave = ({ url = "", headers }, response) => {
            if (url.startsWith("/token")) {
                return Boolean(tokenOr429(response));
            }
            const isKnown = headers.authorization === "Bearer t";
            return !isKnown && Boolean(response.writeHead(401, { "www-authenticate": challenge }).end());
        };
    }

    for (const path of ["/manifests/1.0", "/manifests/sha256", "/blobs/"]) {
        it(`is asked again for ${path} when it says, with a text`, async () => {
            refuse(2, path, "7");
            const asked = await client();
            assert.equal((await asked.resolve(reference())).length, 1);
            const digest = await asked.digest(reference());
            await asked.resolve(parseImageReference(`${server.host}/shop/api@${digest}`));
            assert.deepEqual(waits, [7_000, 7_000]);
            assert.equal(texts[0], `${server.host} allows no more requests for now; asking again in 7 s`);
        });
    }

    it("is asked again for tags, with longer and longer pauses where it does not say when", async () => {
        refuse(3, "/tags/list");
        const tags: string[] = [];
        for await (const tag of (await client()).tags(reference())) {
            tags.push(tag);
        }
        assert.deepEqual([tags, waits], [["1.0"], [1_000, 2_000, 4_000]]);
    });

    it("is asked four times in all, and then told with its own words", async () => {
        refuse(99, "/manifests/", "7");
        const words = /refuses .*: too many requests; try again in 7 s \(HTTP 429\); it says: slow down$/;
        await assert.rejects((await client()).resolve(reference()), words);
        assert.equal(server.seen.length, 4);
    });

    it("is not waited for where that takes longer than anybody waits", async () => {
        refuse(1, "/manifests/", "3600");
        await assert.rejects(
            (await client()).resolve(reference()),
            /too many requests; try again in 60 min \(HTTP 429\)/,
        );
        assert.deepEqual(waits, []);
    });

    it("gives its token later, too", async () => {
        refuseTokens(2);
        assert.equal((await (await client()).resolve(reference())).length, 1);
        assert.deepEqual(waits, [5_000, 5_000]);
    });

    it("is not taken for one that refuses the credential", async () => {
        refuseTokens(99);
        await assert.rejects((await client()).resolve(reference()), ({ message }: Error) => {
            assert.match(
                message,
                /gives no token for the credential .*\(HTTP 429\): too many requests; try again in 5 s$/,
            );
            return !message.includes("sign in");
        });
    });

    it("is no longer waited for once the caller ends it", async () => {
        refuse(99, "/manifests/", "60");
        const ended = new AbortController();
        const onWait = () => ended.abort(new Error("ended"));
        const asked = await registryClient({ credential, signal: ended.signal, onWait });
        await assert.rejects(asked.resolve(reference()), /^Error: ended$/);
    });
});
