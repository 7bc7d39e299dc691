// `image-delivery pin --from FILE`.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RegistryServer } from "../../../support/registryServer";
import { runHere } from "../../../support/runHere";

const OLD = `sha256:${"0".repeat(64)}`;

describe("image-delivery pin --from", () => {
    let server: RegistryServer;
    let digest: string;
    let folder: string;

    before(async () => {
        server = await RegistryServer.start();
        ({ digest } = server.image({ layers: [randomBytes(300_000)] }));
    });
    after(() => server.stop());
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "pin-from-"));
        write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
        write("Pulumi.dev.yaml", stack("api", "web"));
        write(
            "built.json",
            JSON.stringify({ "containerimage.digest": digest, "image.name": `${server.host}/shop/api:2` }),
        );
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    const read = (name: string) => readFileSync(join(folder, name), "utf8");
    const stack = (...names: string[]) =>
        `config:\n  aks-image-delivery:rollout:\n    images:\n${names
            .map(
                (name) => `      - { name: ${name}, image: ${server.host}/shop/${name}@${OLD}, size: 1MB } # ${name}\n`,
            )
            .join("")}`;
    const pin = (...words: string[]) =>
        runHere(["pin", "--stack", "dev", "--dir", folder, "--from", join(folder, "built.json"), ...words]);

    it("writes the image to the entry with its repository", async () => {
        const { code, stderr } = await pin();
        assert.deepEqual([code, stderr], [0, ""]);
        const wanted = stack("api", "web").replace(`shop/api@${OLD}, size: 1MB`, `shop/api@${digest}, size: 300kB`);
        assert.equal(read("Pulumi.dev.yaml"), wanted);
    });

    it("writes it to the entry that is named", async () => {
        assert.equal((await pin("web")).code, 0);
        const wanted = stack("api", "web").replace(`shop/web@${OLD}, size: 1MB`, `shop/api@${digest}, size: 300kB`);
        assert.equal(read("Pulumi.dev.yaml"), wanted);
    });

    const faults: [string, (() => void) | undefined, string[], RegExp][] = [
        [
            "no entry",
            () => write("Pulumi.dev.yaml", stack("web")),
            [],
            /has no entry with the repository .*\/shop\/api: name/,
        ],
        [
            "two entries",
            () => write("Pulumi.dev.yaml", stack("api", "api")),
            [],
            /has the entries api and api with the/,
        ],
        ["an image besides", undefined, ["api=x:1"], /--from takes the images from the file/],
        ["no file", () => rmSync(join(folder, "built.json")), [], /--from .*built\.json cannot be read: ENOENT/],
    ];
    for (const [name, prepare, words, text] of faults) {
        it(`refuses ${name}, and writes nothing`, async () => {
            prepare?.();
            const before = read("Pulumi.dev.yaml");
            const { code, stderr } = await pin(...words);
            assert.equal(code, 2);
            assert.match(stderr, text);
            assert.equal(read("Pulumi.dev.yaml"), before);
        });
    }
});
