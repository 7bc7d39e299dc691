import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack } from "tar-stream";
import { RegistryServer } from "../../support/registryServer";
import { runHere } from "../../support/runHere";

async function tar(files: Record<string, Buffer>): Promise<Buffer> {
    const archive = pack();
    for (const [name, content] of Object.entries(files)) {
        archive.entry({ name }, content);
    }
    archive.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of archive) {
        chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
}

describe("image-delivery optimize", () => {
    let server: RegistryServer;

    before(async () => {
        server = await RegistryServer.start();
        const [cache, app] = [randomBytes(2_000_000), randomBytes(500_000)];
        server.image({
            tag: "1.0",
            layers: [
                await tar({ "app/shop": app, "root/.nuget/packages/x": cache }),
                await tar({ "root/.nuget/packages/.wh.x": Buffer.alloc(0), "opt/shop": app }),
            ],
        });
        server.image({ tag: "clean", layers: [await tar({ "app/shop": app })] });
    });
    after(() => server.stop());

    const optimize = (tag: string, ...words: string[]) =>
        runHere(["optimize", `${server.host}/shop/api:${tag}`, ...words]);

    it("reads the layers and names each waste with its saving, largest first", async () => {
        const { code, stdout } = await optimize("1.0");
        assert.equal(code, 1);
        assert.match(stdout, /about 2 MB: 1 file is deleted.*\/root\/\.nuget\/packages\/x/);
        assert.match(stdout, /about 2 MB: the cache of NuGet/);
        assert.match(stdout, /about 500 kB: 1 file has the content of another one, such as \/opt\/shop/i);
        assert.ok(stdout.indexOf("2 MB") < stdout.indexOf("500"));
    });

    it("finds nothing in a clean image", async () => {
        const { code, stdout } = await optimize("clean");
        assert.equal(code, 0);
        assert.match(stdout, /Nothing was found/);
    });

    it("asks for each blob once", async () => {
        server.seen.length = 0;
        await optimize("1.0");
        const blobs = server.seen.flatMap(({ url }) => /blobs\/(.+)$/.exec(url)?.[1] ?? []);
        assert.deepEqual(blobs, [...new Set(blobs)]);
        assert.equal(blobs.length, 3);
    });

    it("prints JSON", async () => {
        const report = JSON.parse((await optimize("1.0", "--output", "json")).stdout);
        assert.deepEqual(Object.keys(report), ["image", "platform", "bytes", "savingBytes", "findings"]);
        assert.deepEqual(Object.keys(report.findings[0]), ["kind", "what", "where", "savingBytes", "advice"]);
    });

    it("says so when a layer is not what its digest says", async () => {
        let blobs = 0;
        server.behave = (request, response) => {
            blobs += request.url?.includes("/blobs/") ? 1 : 0;
            // The first is the config: platform and history are read from one answer.
            return blobs > 1 && Boolean(response.writeHead(200).end("not a layer"));
        };
        const { code, stderr } = await optimize("clean");
        server.behave = () => false;
        assert.equal(code, 2);
        assert.match(stderr, /cannot be read|another content than its digest says/);
    });

    it("reads the Dockerfile, its context and its own .dockerignore, which comes before that of the context", async () => {
        const folder = mkdtempSync(join(tmpdir(), "optimize-"));
        mkdirSync(join(folder, "src", "Shop", "bin"), { recursive: true });
        writeFileSync(join(folder, "src", "Shop", "Shop.csproj"), "");
        writeFileSync(join(folder, "Dockerfile"), "FROM golang:1.25 AS build\nCOPY . .\nRUN go build\nFROM build\n");
        writeFileSync(join(folder, ".dockerignore"), "*\n");
        const look = () => optimize("clean", "--dockerfile", join(folder, "Dockerfile"));
        const first = (await look()).stdout;
        assert.match(first, /faster builds: the final stage starts from build, which starts from golang:1\.25/);
        assert.match(first, /faster builds: all sources are copied .*\n {4}in Dockerfile line 3\n {4}COPY go\.mod/);
        assert.doesNotMatch(first, /\.dockerignore/);
        writeFileSync(join(folder, "Dockerfile.dockerignore"), "docs\n");
        assert.match((await look()).stdout, /\.dockerignore lets through .*\n.*\n {4}Add: \*\*\/bin\n/);
        rmSync(folder, { recursive: true });
    });

    it("refuses a Dockerfile that is not there", async () => {
        const { code, stderr } = await optimize("1.0", "--dockerfile", "/nowhere/Dockerfile");
        assert.equal(code, 2);
        assert.match(stderr, /--dockerfile \/nowhere\/Dockerfile cannot be read/);
    });
});
