import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { parseImageReference } from "../../../model/image/reference";
import { type RegistryClientOptions, registryClient } from "../../../observe/registry/client";
import { INDEX, RegistryServer } from "../../support/registryServer";

describe("a registry client", () => {
    let server: RegistryServer;

    beforeEach(async () => {
        server = await RegistryServer.start();
    });
    afterEach(() => server.stop());

    const reference = (tag = "1.0") => parseImageReference(`${server.host}/shop/api:${tag}`);
    const resolve = async (tag?: string, platform?: string, options: RegistryClientOptions = {}) =>
        (await registryClient({ timeoutMs: 2_000, sleep: async () => undefined, ...options })).resolve(
            reference(tag),
            platform,
        );

    it("adds config and layers up to the size that a node downloads", async () => {
        server.image({ layers: [randomBytes(5_000), randomBytes(7_000)], tag: "1.0" });
        const [image] = await resolve();
        assert.equal(image?.platform, "linux/amd64");
        assert.equal(image?.layers.length, 2);
        assert.equal(
            image?.totalBytes,
            (image?.config.bytes ?? 0) + (image?.layers[0]?.bytes ?? 0) + (image?.layers[1]?.bytes ?? 0),
        );
        assert.ok((image?.totalBytes ?? 0) > 12_000);
    });

    it("lists every platform of an index, and leaves attestations out", async () => {
        const manifests = [
            { ...server.image({ layers: [randomBytes(10)] }), platform: { os: "linux", architecture: "amd64" } },
            {
                ...server.image({ layers: [randomBytes(20)], architecture: "arm64" }),
                platform: { os: "linux", architecture: "arm64" },
            },
            { ...server.image({ layers: [randomBytes(30)] }), platform: { os: "unknown", architecture: "unknown" } },
        ];
        server.manifest({ schemaVersion: 2, mediaType: INDEX, manifests }, INDEX, "1.0");
        const platforms = (await resolve()).map((image) => image.platform);
        assert.deepEqual(platforms, ["linux/amd64", "linux/arm64/v8"]);
    });

    it("takes an index for what it is in which two platforms share one manifest", async () => {
        const image = server.image({ layers: [randomBytes(10)] });
        const manifests = ["v7", "v8"].map((variant) => ({
            ...image,
            platform: { os: "linux", architecture: "arm", variant },
        }));
        server.manifest({ schemaVersion: 2, mediaType: INDEX, manifests }, INDEX, "1.0");
        const platforms = (await resolve()).map(({ platform }) => platform);
        assert.deepEqual(platforms, ["linux/arm/v7", "linux/arm/v8"]);
    });

    it("says which platforms there are when the wanted one is not among them", async () => {
        server.image({ layers: [randomBytes(10)], tag: "1.0" });
        await assert.rejects(resolve("1.0", "linux/arm64"), /no image for linux\/arm64; it has: linux\/amd64/);
    });

    it("follows the pages of a long list of tags", async () => {
        server.behave = (request, response) => {
            const second = request.url?.includes("last=b");
            response.writeHead(200, second ? {} : { link: '</v2/shop/api/tags/list?n=500&last=b>; rel="next"' });
            response.end(JSON.stringify({ tags: second ? ["c"] : ["a", "b"] }));
            return true;
        };
        const tags: string[] = [];
        for await (const tag of (await registryClient()).tags(reference())) {
            tags.push(tag);
        }
        assert.deepEqual(tags, ["a", "b", "c"]);
    });

    for (const [status, headers, text] of [
        [401, {}, /not signed in.*docker login/],
        [403, {}, /forbidden: the credential does not allow pulling/],
        [404, {}, /not found.*image-delivery tags/],
        [405, {}, /the registry, or a proxy before it, does not allow this request/],
        [429, { "retry-after": "17" }, /too many requests; try again in 17 s/],
        [429, { "retry-after": "Fri, 31 Dec 1999 23:59:59 GMT" }, /too many requests; try again later \(/],
        [503, {}, /failed to answer .*try again \(HTTP 503\)$/],
        [504, {}, /failed to answer .*try again \(HTTP 504\)$/],
    ] as const) {
        it(`explains HTTP ${status} in one line`, async () => {
            server.behave = (_request, response) => Boolean(response.writeHead(status, headers).end());
            await assert.rejects(
                resolve(),
                (error: Error) => text.test(error.message) && !error.message.includes("\n"),
            );
        });
    }

    it("explains the moment that Docker Hub gives, in seconds since 1970", async () => {
        const moment = String(Math.floor(Date.now() / 1_000) + 290);
        server.behave = (_request, response) => Boolean(response.writeHead(429, { "retry-after": moment }).end());
        await assert.rejects(resolve(), /try again in 5 min \(/);
    });

    it("keeps the registry's own words, such as those of Azure's firewall", async () => {
        const message =
            "client with IP '20.61.7.9' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.";
        server.behave = (_request, response) =>
            Boolean(response.writeHead(403).end(JSON.stringify({ errors: [{ code: "DENIED", message }] })));
        await assert.rejects(resolve(), (error: Error) => {
            assert.ok(error.message.endsWith(`; it says: ${message}`), error.message);
            assert.match(
                error.message,
                /firewall keeps this machine out; allow its address with: az acr network-rule add/,
            );
            return !error.message.includes("role");
        });
    });

    it("shows no word of a page", async () => {
        server.behave = (_request, response) => Boolean(response.writeHead(502).end("<html>secret</html>"));
        await assert.rejects(resolve(), (error: Error) => !/secret|has no/.test(error.message));
    });

    it("explains a registry that is not there", async () => {
        const gone = await RegistryServer.start();
        const { host } = gone;
        await gone.stop();
        const client = await registryClient({ timeoutMs: 2_000 });
        await assert.rejects(client.resolve(parseImageReference(`${host}/shop:1`)), /refuses connections/);
    });
});
