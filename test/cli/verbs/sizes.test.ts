// `image-delivery sizes` and `step-timeout`, on a program that asks for what ImageRollout asks for.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { commit, folderFor, PROJECT, PULUMI, write } from "../../support/projects";
import { RegistryServer } from "../../support/registryServer";
import { runHere } from "../../support/runHere";

const PROGRAM = `${PULUMI}
class Any extends pulumi.CustomResource {}
const labels = { "app.kubernetes.io/component": "image-prepull-record" };
for (const [name, reference, size] of new pulumi.Config().requireObject("images")) {
    new Any("kubernetes:core/v1:ConfigMap", name, { metadata: { labels }, data: { reference, size } });
}
new Any("kubernetes:batch/v1:Job", "migrate", {}, { customTimeouts: { create: new pulumi.Config().get("wait") } });
`;

type Image = readonly [name: string, reference: string, size: string];

const config = (images: readonly Image[], wait = "10m") =>
    `config: ${JSON.stringify({ "shop:images": images, "shop:wait": wait })}\n`;

describe("image-delivery sizes", () => {
    let server: RegistryServer;
    let old: string;
    let now: string;
    before(async () => {
        server = await RegistryServer.start();
        const base = randomBytes(300_000);
        old = `${server.host}/shop@${server.image({ layers: [base] }).digest}`;
        now = `${server.host}/shop@${server.image({ layers: [base, randomBytes(200_000)] }).digest}`;
    });
    after(() => server.stop());

    const folderOf = (before: readonly Image[], after: readonly Image[]) => {
        const folder = folderFor({ "Pulumi.yaml": PROJECT, "index.js": PROGRAM, "Pulumi.dev.yaml": config(before) });
        commit(folder);
        write(folder, { "Pulumi.dev.yaml": config(after) });
        return folder;
    };
    const run = (verb: string, folder: string) => runHere([verb, "--stack", "dev", "--base", "HEAD", "--dir", folder]);

    it("prints the difference and the new layers of each image that changes", async () => {
        const same: Image = ["same", old, "300000"];
        const folder = folderOf([same, ["app-shop", old, "300000"]], [same, ["app-shop", now, "500000"]]);
        const { code, stdout, stderr } = await run("sizes", folder);
        assert.deepEqual([code, stderr], [0, ""]);
        assert.match(stdout, /^### Image size, stack <code>dev<\/code>\n\n<code>app-shop<\/code>: Image size against /);
        assert.match(stdout, /\| linux\/amd64 \| 300 kB \| 500 kB \| \+200 kB \(\+66\.7 %\) \| 200 kB \|/);
        assert.ok(!stdout.includes("<code>same</code>"));
    });

    it("prints nothing where no image changes", async () => {
        const images: Image[] = [["app-shop", old, "300000"]];
        assert.deepEqual(await run("sizes", folderOf(images, images)), { code: 0, stdout: "", stderr: "" });
    });

    it("names an image that cannot be asked about, shows the others, and ends with 2", async () => {
        const folder = folderOf(
            [],
            [
                ["a", "127.0.0.1:1/down:1", "1"],
                ["b", now, "500000"],
                ["c", "<computed>", "1"],
            ],
        );
        const { code, stdout } = await run("sizes", folder);
        assert.equal(code, 2);
        assert.match(stdout, /<code>a<\/code>: not known: <code>.*127\.0\.0\.1/);
        assert.match(
            stdout,
            /<code>b<\/code>: Image size against `no image`\n\n.*\n.*\n\| linux\/amd64 \| - \| 500 kB \| new \| 500 kB/,
        );
        assert.match(stdout, /<code>c<\/code>: only a deployment knows which image it is/);
    });

    it("has the growth of the declared size in the plan, without a registry", async () => {
        const down = "127.0.0.1:1/shop:1";
        const { code, stdout } = await run(
            "plan",
            folderOf([["app-shop", down, "620000000"]], [["app-shop", down, "651000000"]]),
        );
        assert.equal(code, 0);
        assert.match(stdout, /\n\| <code>app-shop<\/code> \| 620 MB \| 651 MB \| \+31 MB \(\+5\.0 %\) \|\n/);
    });
});

describe("image-delivery step-timeout", () => {
    const minutes = async (wait: string) => {
        const folder = folderFor({ "Pulumi.yaml": PROJECT, "index.js": PROGRAM, "Pulumi.dev.yaml": config([], wait) });
        const { code, stdout } = await runHere(["step-timeout", "--stack", "dev", "--dir", folder]);
        assert.equal(code, 0);
        return stdout;
    };

    it("adds the waits of the program and the reserve, and leaves at least an hour", async () => {
        assert.equal(await minutes("4h"), "250\n");
        assert.equal(await minutes("1m"), "60\n");
    });

    it("refuses a stack that is not there", async () => {
        const folder = folderFor({ "Pulumi.yaml": PROJECT, "index.js": PROGRAM, "Pulumi.dev.yaml": "" });
        const { code, stderr } = await runHere(["step-timeout", "--stack", "prod", "--dir", folder]);
        assert.equal(code, 2);
        assert.match(stderr, /^image-delivery: there is no Pulumi\.prod\.yaml in .*; the stacks are dev\n$/);
    });
});
