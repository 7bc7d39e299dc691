import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INDEX, RegistryServer } from "../../../support/registryServer";
import { run as runProcess } from "../../../support/run";
import { runHere as run } from "../../../support/runHere";
import { ADDITIONS, ODD_STACKS, type Stack, type Values } from "./oddStacks";

const OLD: Values = { image: "r.io/shop:1.4.1", size: "620MiB", layers: 9 };
const PLAIN = ODD_STACKS.plain as Stack;

describe("image-delivery pin", () => {
    let server: RegistryServer;
    let image: string;
    let pinnedValues: Values;
    let folder: string;
    let file: string;

    before(async () => {
        server = await RegistryServer.start();
        const { digest } = server.image({ layers: [randomBytes(600_000), randomBytes(400_000)], tag: "1.0" });
        image = `${server.host}/shop:1.0`;
        pinnedValues = { image: `${server.host}/shop@${digest}`, size: "1MB", layers: 2 };
    });
    after(() => server.stop());
    beforeEach(() => {
        server.behave = () => false;
        folder = mkdtempSync(join(tmpdir(), "pin-"));
        file = join(folder, "Pulumi.dev.yaml");
        writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const words = (...more: string[]) => ["pin", "--stack", "dev", "--dir", folder, ...more];
    const text = () => readFileSync(file, "utf8");

    const shapes = [
        ...Object.entries(ODD_STACKS).map(([shape, stack]) => [shape, stack, stack] as const),
        ...Object.entries(ADDITIONS).map(([shape, [from, to]]) => [shape, from, to] as const),
    ];
    for (const [shape, from, to] of shapes) {
        it(`writes the wanted values alone: ${shape}`, async () => {
            writeFileSync(file, from(OLD), { mode: 0o640 });
            const { code, stdout, stderr } = await run(words(`shop=${image}`));
            assert.deepEqual([code, stderr], [0, ""]);
            assert.match(stdout, /^shop: size .+ -> 1MB$/m);
            assert.equal(text(), to(pinnedValues));
            assert.equal(statSync(file).mode & 0o777, 0o640);
            assert.deepEqual(readdirSync(folder).sort(), ["Pulumi.dev.yaml", "Pulumi.yaml"]);
            assert.match((await run(words(`shop=${image}`))).stdout, /has this already/);
        });
    }

    it("takes the digest of an index, and the size for the platform of the nodes", async () => {
        const amd64 = { ...server.image({ layers: [randomBytes(300_000)] }), platform: platform("amd64") };
        const arm64 = {
            ...server.image({ layers: [randomBytes(500_000)], architecture: "arm64" }),
            platform: platform("arm64"),
        };
        const index = server.manifest({ schemaVersion: 2, manifests: [amd64, arm64] }, INDEX, "multi");
        writeFileSync(file, PLAIN(OLD));
        for (const [options, size] of [
            [[], "300kB"],
            [["--platform", "linux/arm64"], "500kB"],
        ] as const) {
            assert.equal((await run(words(...options, `shop=${server.host}/shop:multi`))).code, 0);
            const values = { image: `${server.host}/shop@${index.digest}`, size, layers: 1 };
            assert.equal(text(), PLAIN(values));
        }
        const { code, stderr } = await run(words("--platform", "linux/s390x", `shop=${server.host}/shop:multi`));
        assert.equal(code, 2);
        assert.match(stderr, /shop: .* has no image for linux\/s390x; it has: linux\/amd64, linux\/arm64\/v8/);
    });

    it("checks without writing, and names each difference", async () => {
        writeFileSync(file, PLAIN(OLD));
        const { code, stderr } = await run(words("--check", `shop=${image}`));
        assert.equal(code, 1);
        assert.equal(stderr.match(/^image-delivery: (image|size|layers) of shop is .+ in the stack and /gm)?.length, 3);
        assert.equal(text(), PLAIN(OLD));
        writeFileSync(file, PLAIN(pinnedValues));
        assert.deepEqual(await run(words("--check", `shop=${image}`)), { code: 0, stdout: "", stderr: "" });
    });

    it("writes nothing where one of several images cannot be resolved, and names each", async () => {
        writeFileSync(file, PLAIN(OLD));
        const { code, stderr } = await run(
            words(`shop=${image}`, `web=${server.host}/web:none`, "down=127.0.0.1:1/down:1"),
        );
        assert.equal(code, 2);
        assert.match(
            stderr,
            /web: .* not found; check the repository and the tag.*down: 127\.0\.0\.1:1 cannot be reached/,
        );
        assert.equal(stderr.trim().split("\n").length, 1, stderr);
        assert.equal(text(), PLAIN(OLD));
    });

    it("says how to sign in to a private registry, and writes nothing", async () => {
        server.behave = (_, response) => {
            response.writeHead(401, { "www-authenticate": 'Basic realm="private"' }).end();
            return true;
        };
        writeFileSync(file, PLAIN(OLD));
        const { code, stderr } = await run(words(`shop=${image}`));
        assert.equal(code, 2);
        assert.match(stderr, /shop: .*not signed in.*docker login 127\.0\.0\.1/);
        assert.equal(text(), PLAIN(OLD));
    });

    it("loses nothing when several run at the same time", async () => {
        writeFileSync(file, "config:\n  aks-image-delivery:rollout:\n    images: []\n");
        const names = ["a", "b", "c", "d"];
        const ended = await Promise.all(
            [names.slice(0, 2), names.slice(2)].map((two) =>
                runProcess(words(...two.map((name) => `${name}=${image}`))),
            ),
        );
        assert.deepEqual(
            ended.map(({ code, stderr }) => [code, stderr]),
            ended.map(() => [0, ""]),
        );
        const found = [...text().matchAll(/- name: (.)\n {8}image: (\S+)\n {8}size: 1MB$/gm)];
        assert.deepEqual(found.map(([, name]) => name).sort(), names);
    });

    it("names a lock that nobody holds any more", async () => {
        writeFileSync(file, PLAIN(OLD));
        writeFileSync(`${file}.lock`, "999999999");
        const { code, stderr } = await run(words(`shop=${image}`));
        assert.equal(code, 2);
        assert.match(stderr, /Pulumi\.dev\.yaml\.lock was left by a process that has ended \(999999999\): delete it/);
        assert.equal(text(), PLAIN(OLD));
    });

    it("writes what a link leads to", async () => {
        writeFileSync(join(folder, "shared.yaml"), PLAIN(OLD));
        symlinkSync("shared.yaml", file);
        assert.equal((await run(words(`shop=${image}`))).code, 0);
        assert.equal(readFileSync(join(folder, "shared.yaml"), "utf8"), PLAIN(pinnedValues));
    });

    it("reads the words before anything else, and names all faults", async () => {
        const { code, stderr } = await run(words("shop", "a=UPPER/x", "b=x:1", "b=x:2"));
        assert.equal(code, 2);
        assert.match(stderr, /"shop" is not NAME=IMAGE.*a: .*lower case.*b is given twice/);
    });

    it("names the stack that has no file", async () => {
        const { code, stderr } = await run(words(`shop=${image}`));
        assert.equal(code, 2);
        assert.match(stderr, /there is no Pulumi\.dev\.yaml in/);
    });
});

function platform(architecture: string): { os: string; architecture: string } {
    return { os: "linux", architecture };
}
