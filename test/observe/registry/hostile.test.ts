import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { parseImageReference } from "../../../model/image/reference";
import { type RegistryClientOptions, registryClient } from "../../../observe/registry/client";
import { type Behaviour, digestOf, INDEX, MANIFEST, RegistryServer } from "../../support/registryServer";

const SECRET = "correct horse battery staple";
const credential = { kind: "password", username: "ci", password: SECRET } as const;

describe("a hostile registry", () => {
    let server: RegistryServer;
    let other: RegistryServer;

    beforeEach(async () => {
        [server, other] = await Promise.all([RegistryServer.start(), RegistryServer.start()]);
    });
    afterEach(() => Promise.all([server.stop(), other.stop()]));

    /** What resolving an image fails with, in bounded time. */
    async function refusal(behave: Behaviour, options: RegistryClientOptions = {}): Promise<string> {
        server.behave = behave;
        const client = await registryClient({ timeoutMs: 500, ...options });
        try {
            await client.resolve(parseImageReference(`${server.host}/shop/api:1.0`));
        } catch (error) {
            assert.equal((error as Error).constructor.name, "RegistryError", String((error as Error).stack));
            return (error as Error).message;
        }
        return assert.fail("resolved");
    }

    const answer = (
        body: string | Buffer,
        headers: Record<string, string> = { "content-type": MANIFEST },
    ): Behaviour => {
        return (_request, response) => Boolean(response.writeHead(200, headers).end(body));
    };

    it("cannot fill the memory with a manifest of 50 MB", async () => {
        const before = process.memoryUsage().rss;
        const chunk = Buffer.alloc(1024 * 1024, " ");
        let sent = 0;
        const text = await refusal((_request, response) => {
            response.writeHead(200, { "content-type": MANIFEST });
            const more = (): void => {
                for (; sent < 50 && response.writable; sent++) {
                    if (!response.write(chunk)) {
                        response.once("drain", more);
                        return;
                    }
                }
                response.end();
            };
            more();
            return true;
        });
        assert.match(text, /more than 4194304 bytes/);
        assert.ok(process.memoryUsage().rss - before < 40 * 1024 * 1024);
    });

    it("cannot lead in circles with an index that points at itself", async () => {
        const descriptor = {
            mediaType: INDEX,
            digest: digestOf(Buffer.from("x")),
            size: 1,
            platform: { os: "linux", architecture: "amd64" },
        };
        const body = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [descriptor] });
        assert.match(await refusal(answer(body, { "content-type": INDEX })), /another manifest than the one asked for/);
    });

    it("cannot nest indexes without end", async () => {
        const platform = { os: "linux", architecture: "amd64" };
        let inner = server.image({ layers: [randomBytes(10)] });
        for (let depth = 0; depth < 6; depth++) {
            inner = server.manifest(
                { schemaVersion: 2, mediaType: INDEX, manifests: [{ ...inner, platform }] },
                INDEX,
                "1.0",
            );
        }
        assert.match(await refusal(() => false), /nested too deep/);
    });

    it("cannot redirect without end", async () => {
        let hops = 0;
        const text = await refusal((_request, response) =>
            Boolean(response.writeHead(307, { location: `/v2/${hops++}` }).end()),
        );
        assert.match(text, /redirects without end/);
        assert.ok(hops <= 6);
    });

    it("cannot hold the caller up without an answer", async () => {
        assert.match(await refusal(() => true), /did not answer within 0.5 s/);
    });

    it("cannot hold the caller up in the middle of an answer", async () => {
        const text = await refusal((_request, response) => {
            response.writeHead(200, { "content-type": MANIFEST, "content-length": 1_000 });
            response.write("{");
            return true;
        });
        assert.match(text, /stopped: the body did not end within 0.5 s/);
    });

    it("cannot hold the caller up by a drop at a time", async () => {
        const text = await refusal((_request, response) => {
            response.writeHead(200, { "content-type": MANIFEST });
            const timer = setInterval(() => response.write(" "), 50);
            response.on("close", () => clearInterval(timer));
            return true;
        });
        assert.match(text, /did not end within 0.5 s/);
    });

    it("is not believed when it answers with HTML", async () => {
        assert.match(await refusal(answer("<html>Welcome</html>")), /not JSON; is this a registry\?/);
    });

    it("is not believed when the digest is another", async () => {
        const image = server.image({ layers: [randomBytes(10)], tag: "1.0" });
        server.behave = answer("{}");
        const client = await registryClient({ timeoutMs: 500 });
        const asked = client.resolve(parseImageReference(`${server.host}/shop/api@${image.digest}`));
        await assert.rejects(asked, /another manifest than the one asked for/);
    });

    it("cannot ask for sign-in again and again", async () => {
        const text = await refusal(
            (_request, response) => Boolean(response.writeHead(401, { "www-authenticate": "Basic realm=x" }).end()),
            { credential },
        );
        assert.match(text, /not signed in/);
        assert.ok(server.seen.length <= 4);
    });

    it("cannot have the password sent to another host by its bearer realm", async () => {
        const realm = `http://${other.host}/token`;
        const behave: Behaviour = (_request, response) =>
            Boolean(response.writeHead(401, { "www-authenticate": `Bearer realm="${realm}",service="x"` }).end());
        assert.match(await refusal(behave, { credential }), new RegExp(`--auth-host ${other.host}`));
        assert.deepEqual(other.seen, []);
    });

    it("gets the password for a realm elsewhere when the user named that host", async () => {
        server.image({ layers: [randomBytes(10)], tag: "1.0" });
        server.behave = (request, response) =>
            request.headers.authorization === "Bearer t0ken"
                ? false
                : Boolean(
                      response
                          .writeHead(401, { "www-authenticate": `Bearer realm="http://${other.host}/token"` })
                          .end(),
                  );
        other.behave = (_request, response) => Boolean(response.writeHead(200).end('{"token":"t0ken"}'));
        const client = await registryClient({ credential, authHosts: [other.host] });
        assert.equal((await client.resolve(parseImageReference(`${server.host}/shop/api:1.0`))).length, 1);
        assert.match(other.seen[0]?.authorization ?? "", /^Basic /);
        assert.ok(server.seen.every((seen) => !seen.authorization?.startsWith("Basic")));
    });

    it("does not get the password through a redirect to another host", async () => {
        const image = server.image({ layers: [randomBytes(10)], tag: "1.0" });
        server.behave = (request, response) => {
            if (request.headers.authorization === undefined) {
                return Boolean(response.writeHead(401, { "www-authenticate": "Basic realm=x" }).end());
            }
            return Boolean(response.writeHead(307, { location: `http://${other.host}${request.url}` }).end());
        };
        const client = await registryClient({ credential, timeoutMs: 500 });
        await assert.rejects(
            client.resolve(parseImageReference(`${server.host}/shop/api@${image.digest}`)),
            /not found/,
        );
        assert.ok(other.seen.length > 0);
        assert.ok(other.seen.every((seen) => seen.authorization === undefined));
    });

    it("is not signed in to because another host, to which it redirects, asks for that", async () => {
        other.behave = (_request, response) =>
            Boolean(response.writeHead(401, { "www-authenticate": "Basic realm=x" }).end());
        const text = await refusal(
            (request, response) =>
                Boolean(response.writeHead(307, { location: `http://${other.host}${request.url}` }).end()),
            { credential },
        );
        assert.match(text, /not signed in/);
        assert.ok([...server.seen, ...other.seen].every(({ authorization }) => authorization === undefined));
    });

    it("never sees a password in an error text", async () => {
        const text = await refusal((_request, response) => Boolean(response.writeHead(403).end(SECRET)), {
            credential,
        });
        assert.ok(!text.includes(SECRET));
    });
});
