// `image-delivery sizes` and `step-timeout`, on a program that asks for what ImageRollout asks for. To run a program takes
// half a second: one has every kind of image.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { commit, folderFor, PROJECT, PULUMI, write } from "../../support/projects";
import { RegistryServer } from "../../support/registryServer";
import type { Ended } from "../../support/run";
import { runHere } from "../../support/runHere";

const PROGRAM = `${PULUMI}
class Any extends pulumi.CustomResource {}
const labels = { "app.kubernetes.io/component": "image-prepull-record" };
for (const [name, reference, size] of new pulumi.Config().requireObject("images")) {
    new Any("kubernetes:core/v1:ConfigMap", name, { metadata: { labels }, data: { reference, size } });
}
new Any("kubernetes:batch/v1:Job", "migrate", {}, { customTimeouts: { create: "4h" } });
`;

type Image = readonly [name: string, reference: string, size: string];

const FILES = { "Pulumi.yaml": PROJECT, "index.js": PROGRAM };
const config = (images: readonly Image[]) => `config: ${JSON.stringify({ "shop:images": images })}\n`;

const sizes = (folder: string) => runHere(["sizes", "--stack", "dev", "--base", "HEAD", "--dir", folder]);

describe("image-delivery sizes", () => {
    let server: RegistryServer;
    let printed: Ended;

    before(async () => {
        server = await RegistryServer.start();
        const base = randomBytes(300_000);
        const old = `${server.host}/shop@${server.image({ layers: [base] }).digest}`;
        const now = `${server.host}/shop@${server.image({ layers: [base, randomBytes(200_000)] }).digest}`;
        const down = "127.0.0.1:1/down:1";
        const before: Image[] = [
            ["same", old, "300000"],
            ["declared-otherwise", old, "300000"],
            ["app-shop", old, "300000"],
            ["gone", old, "300000"],
        ];
        const after: Image[] = [
            ["same", old, "300000"],
            ["declared-otherwise", old, "310000"],
            ["app-shop", now, "500000"],
            ["a", down, "1"],
            ["b", now, "500000"],
            ["c", "<computed>", "1"],
        ];
        const folder = folderFor({ ...FILES, "Pulumi.dev.yaml": config(before) });
        commit(folder);
        write(folder, { "Pulumi.dev.yaml": config(after) });
        printed = await sizes(folder);
    });
    after(() => server.stop());

    it("prints the difference and the new layers of each image that changes, and of no other", () => {
        assert.match(printed.stdout, /^### Image size, stack <code>dev<\/code>\n\n<code>a</);
        assert.match(
            printed.stdout,
            /<code>app-shop<\/code>: Image size against .*\n.*\n.*\n.*\n\| linux\/amd64 \| 300 kB \| 500 kB \| \+200 kB \(\+66\.7 %\) \| 200 kB \|/,
        );
        assert.doesNotMatch(printed.stdout, /<code>(same|declared-otherwise|gone)</);
    });

    it("names an image that cannot be asked about, shows the others, and ends with 2", () => {
        assert.deepEqual([printed.code, printed.stderr], [2, ""]);
        assert.match(printed.stdout, /<code>a<\/code>: not known: <code>.*127\.0\.0\.1/);
        assert.match(
            printed.stdout,
            /<code>b<\/code>: Image size against `no image`\n\n.*\n.*\n\| linux\/amd64 \| - \| 500 kB \| new \| 500 kB/,
        );
        assert.match(printed.stdout, /<code>c<\/code>: only a deployment knows which image it is/);
    });

    it("prints nothing where no image changes", async () => {
        const folder = folderFor({ ...FILES, "Pulumi.prod.yaml": "" });
        commit(folder);
        write(folder, { "Pulumi.dev.yaml": config([]) });
        assert.deepEqual(await sizes(folder), { code: 0, stdout: "", stderr: "" });
    });
});

describe("image-delivery step-timeout", () => {
    const stepTimeout = (stack: string) => {
        const folder = folderFor({ ...FILES, "Pulumi.dev.yaml": config([]) });
        return runHere(["step-timeout", "--stack", stack, "--dir", folder]);
    };

    it("adds the waits of the program and the reserve", async () => {
        assert.deepEqual(await stepTimeout("dev"), { code: 0, stdout: "250\n", stderr: "" });
    });

    it("refuses a stack that is not there", async () => {
        const { code, stderr } = await stepTimeout("prod");
        assert.equal(code, 2);
        assert.match(stderr, /^image-delivery: there is no Pulumi\.prod\.yaml in .*; the stacks are dev\n$/);
    });
});
