import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { KUBECONFIG, NODE, REGISTRY } from "../../../platform/paths";
import { linkPackage } from "../examples/builtPackage";
import { installNodeHost } from "../languageHost/install";
import { Child } from "../support/child";
import { objects } from "../support/cluster";
import { freshImage, Scenario } from "../support/scenario";

const NAME = "e2e-up";

/** A user's program; what it pre-pulls is in the stack's configuration. */
const PROGRAM = `
const kubernetes = require("@pulumi/kubernetes");
const pulumi = require("@pulumi/pulumi");
const { ImagePrepull } = require("aks-image-delivery");
const provider = new kubernetes.Provider("cluster", { kubeconfig: ${JSON.stringify(KUBECONFIG)} });
new ImagePrepull("shop", {
    namespace: "${NAME}",
    nodes: 1,
    image: new pulumi.Config().require("image"),
    size: "30MB",
    helperImage: "${PAUSE_IMAGE}",
    cluster: { kubeconfig: ${JSON.stringify(KUBECONFIG)} },
}, { provider });
`;

describe("image-delivery up, in a user's own project", () => {
    const scenario = new Scenario(NAME);
    const children: Child[] = [];
    let command: string;

    before(async () => {
        await scenario.prepare();
        command = path.join(await linkPackage(scenario.workDir), "dist/cli/main.js");
        fs.writeFileSync(path.join(scenario.workDir, "package.json"), '{ "name": "shop", "main": "index.js" }');
        fs.writeFileSync(path.join(scenario.workDir, "index.js"), PROGRAM);
        installNodeHost(path.join(scenario.workDir, "bin"));
    });
    after(async () => {
        await Promise.all(children.map((child) => child.end()));
        await scenario.remove();
    });

    function up(...words: string[]): Child {
        const { PATH, ...others } = scenario.environment();
        const env = { ...process.env, ...others, PATH: `${path.join(scenario.workDir, "bin")}:${PATH}` };
        const given = ["up", "--stack", NAME, "--kubeconfig", KUBECONFIG, ...words];
        const child = new Child(command, given, { cwd: scenario.workDir, env });
        children.push(child);
        return child;
    }

    it("runs the program, and says what its pulls took", async () => {
        const { reference } = await freshImage(`e2e/${NAME}`);
        scenario.configure({ image: reference });
        const child = up();
        assert.equal(await child.exitCode(), 0, child.output);
        const row = new RegExp(`\n${reference}\nNODE .*\n${NODE} +\\d+\\.\\d s +.* pulled\n`);
        assert.match(child.output, row);
        assert.equal((await objects(NAME, "daemonsets")).length, 1);
    });

    it("ends in order when its time is up, before the gate gives up, and names the cause of the pull that fails", async () => {
        scenario.configure({ image: `${REGISTRY}/e2e/${NAME}:missing` });
        const startedAt = performance.now();
        const child = up("--timeout", "15s");
        assert.equal(await child.exitCode(), 1, child.output);
        // The gate alone would wait a minute for an image that is missing.
        assert.ok(performance.now() - startedAt < 50_000, child.output);
        assert.match(child.output, new RegExp(`\n${NODE} +failed: not found\n {2}says {2}`));
        assert.match(child.output, /\n {2}do {4}.*image-delivery tags/);
        assert.match(child.output, /image-delivery: up of stack e2e-up was cancelled after its timeout of 15 s\n$/);
    });

    it("ends in order by Ctrl-C, and leaves nothing that stops the next update", async () => {
        const child = up();
        await child.prints(/local-node/, 120);
        child.signal("SIGINT");
        assert.equal(await child.exitCode(), 1, child.output);
        assert.match(child.output, /image-delivery: up of stack e2e-up was cancelled\n$/);
        const { reference } = await freshImage(`e2e/${NAME}`);
        scenario.configure({ image: reference });
        const next = up();
        assert.equal(await next.exitCode(), 0, next.output);
        assert.doesNotMatch(next.output, /Released the lock/);
    });
});
