import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { RegistryServer } from "../../../support/registryServer";
import { run as runProcess } from "../../../support/run";
import { runHere as run } from "../../../support/runHere";

describe("image-delivery size", () => {
    let server: RegistryServer;
    let image: string;

    before(async () => {
        server = await RegistryServer.start();
        server.image({ layers: [randomBytes(600_000), randomBytes(400_000)], tag: "1.0" });
        image = `${server.host}/shop/api:1.0`;
    });
    after(() => server.stop());

    it("prints size, layers and the timeouts that follow, within 100 columns", async () => {
        const { code, stdout } = await run(["size", image]);
        assert.equal(code, 0);
        assert.match(stdout, /linux\/amd64\s+1 MB\s+2\s+120 s/);
        assert.match(stdout, /private address 127\.0\.0\.1; first byte after \d+ ms/);
        assert.ok(
            stdout.split("\n").every((line) => line.length <= 100),
            stdout,
        );
    });

    it("prints stable JSON", async () => {
        const { code, stdout } = await run(["size", image, "--output", "json"]);
        const report = JSON.parse(stdout);
        assert.equal(code, 0);
        assert.deepEqual(Object.keys(report), ["image", "registry", "platforms", "referrers", "notes", "faults"]);
        assert.equal(report.platforms[0].pullTimeoutSeconds, 120);
    });

    it("fails over the maximum", async () => {
        const { code, stderr } = await run(["size", image, "--max", "900KB"]);
        assert.equal(code, 1);
        assert.match(stderr, /linux\/amd64 is 1 MB, .* over the maximum of 900 kB/i);
    });

    it("fails when the declared size is no longer true, and passes while it is", async () => {
        assert.equal((await run(["size", image, "--declared", "1.05MB"])).code, 0);
        const { code, stderr } = await run(["size", image, "--declared", "1.2MB"]);
        assert.equal(code, 1);
        assert.match(stderr, /declared as 1\.2 MB and is really 1 MB.*20 % apart/);
    });

    it("prints the difference to a baseline as Markdown", async () => {
        server.image({ layers: [randomBytes(2_000_000)], tag: "2.0" });
        const { code, stdout } = await run(["size", `${server.host}/shop/api:2.0`, "--baseline", image]);
        assert.equal(code, 0);
        assert.match(stdout, /\| linux\/amd64 \| 1 MB \| 2 MB \| \+1 MB \(\+\d+\.\d %\) \| 2 MB \| 120 s \|/);
    });

    it("lists tags and what stands behind them", async () => {
        assert.match((await run(["tags", `${server.host}/shop/api`])).stdout, /^1\.0$/m);
        const { stdout } = await run(["manifests", `${server.host}/shop/api`]);
        assert.match(stdout, /^1\.0\s+linux\/amd64\s+1 MB\s+sha256:/m);
    });

    for (const [words, text] of [
        [["size"], /missing required argument 'image'/],
        [["size", "UPPER/x"], /must be in lower case/],
        [["size", "127.0.0.1:1/x:1"], /refuses connections/],
        [["size", "x", "--max", "huge"], /--max: .*huge/],
        [["size", "x", "--username", "ci"], /IMAGE_DELIVERY_PASSWORD/],
        [["size", "x", "--nonsense"], /unknown option '--nonsense'/],
    ] as const) {
        it(`answers ${words.join(" ")} with one line and exit code 2`, async () => {
            const { code, stderr } = await run(words);
            assert.equal(code, 2);
            assert.match(stderr, text);
            assert.equal(stderr.trim().split("\n").length, 1, stderr);
        });
    }

    it("is one of the command's verbs, and others are refused", async () => {
        assert.equal((await runProcess(["size", image, "--output", "json"])).code, 0);
        const { code, stderr } = await runProcess(["nonsense"]);
        assert.equal(code, 2);
        assert.match(stderr, /^image-delivery: unknown command 'nonsense'\n$/);
    });

    it("never prints a password", async () => {
        const secret = "correct-horse-battery";
        process.env.IMAGE_DELIVERY_PASSWORD = secret;
        const ended = await run(["size", image, "--username", "ci"]).finally(() => {
            delete process.env.IMAGE_DELIVERY_PASSWORD;
        });
        assert.ok(!(ended.stdout + ended.stderr).includes(secret));
    });
});
