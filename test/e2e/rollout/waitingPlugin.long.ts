// A kubelogin that waits for a person while a gate asks the cluster: its code is shown, and the program ends on its own, in a
// program of the Automation API and in one of the command's own host.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { ImagePrepull } from "../../../components";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { KUBECONFIG } from "../../../platform/paths";
import { linkPackage } from "../examples/builtPackage";
import { installNodeHost } from "../languageHost/install";
import { Child } from "../support/child";
import { clusterProvider } from "../support/provider";
import { freshImage, Scenario } from "../support/scenario";

const NAME = "e2e-waiting-plugin";
const CODE = "To sign in, open https://microsoft.com/devicelogin and enter ABC123";
const TEXT = /kubelogin was not done after 120 s; it said: To sign in, open .* enter ABC123.*`az login`/;
/** What a plugin is given, and time for the rest on a busy machine. */
const MOST_SECONDS = 120 + 90;

describe("a gate whose kubelogin waits for a person", () => {
    let image = "";
    let kubeconfig = "";
    const scenario = new Scenario(NAME, async () => {
        const shared = { namespace: NAME, nodes: 1, size: "30MB", helperImage: PAUSE_IMAGE };
        new ImagePrepull("shop", { ...shared, image, cluster: { kubeconfig } }, { provider: clusterProvider() });
        return {};
    });

    before(async () => {
        await scenario.prepare();
        scenario.configure({});
        image = (await freshImage(`e2e/${NAME}`)).reference;
        kubeconfig = path.join(scenario.workDir, "waiting.kubeconfig");
        fs.writeFileSync(kubeconfig, waiting());
    });
    after(() => scenario.remove());

    /** The platform's own kubeconfig, with a plugin instead of its certificate. */
    function waiting(): string {
        const command = path.join(scenario.workDir, "kubelogin");
        fs.writeFileSync(command, `#!/bin/sh\necho "${CODE}" >&2\nsleep 100000\n`, { mode: 0o755 });
        const exec = { apiVersion: "client.authentication.k8s.io/v1", command, interactiveMode: "Never" };
        const config = parse(fs.readFileSync(KUBECONFIG, "utf8"));
        const users = config.users.map((user: object) => ({ ...user, user: { exec } }));
        return JSON.stringify({ ...config, users });
    }

    async function ends(work: () => Promise<string>): Promise<void> {
        const startedAt = performance.now();
        const output = await work();
        assert.ok((performance.now() - startedAt) / 1_000 < MOST_SECONDS, output);
        assert.match(output, TEXT);
        assert.doesNotMatch(output, /\bat .*\.(ts|js):\d+/);
    }

    it("ends the update of a program of the Automation API", async () => {
        assert.equal((await scenario.preview()).failure, undefined, "a preview asks no cluster");
        await ends(async () => {
            const { failure, output } = await scenario.up();
            assert.ok(failure, output);
            return output;
        });
    });

    it("ends the update of a program in the command's own host", async () => {
        const command = path.join(await linkPackage(scenario.workDir), "dist/cli/main.js");
        fs.writeFileSync(path.join(scenario.workDir, "package.json"), '{ "name": "shop", "main": "index.js" }');
        const args = {
            namespace: NAME,
            nodes: 1,
            size: "30MB",
            helperImage: PAUSE_IMAGE,
            image,
            cluster: { kubeconfig },
        };
        fs.writeFileSync(
            path.join(scenario.workDir, "index.js"),
            `const kubernetes = require("@pulumi/kubernetes");
             const { ImagePrepull } = require("aks-image-delivery");
             const provider = new kubernetes.Provider("cluster", { kubeconfig: ${JSON.stringify(KUBECONFIG)} });
             new ImagePrepull("shop", ${JSON.stringify(args)}, { provider });`,
        );
        const bin = path.join(scenario.workDir, "bin");
        installNodeHost(bin);
        const { PATH, ...others } = scenario.environment();
        const env = { ...process.env, ...others, PATH: `${bin}:${PATH}` };
        const child = new Child(command, ["up", "--stack", NAME, "--kubeconfig", KUBECONFIG], {
            cwd: scenario.workDir,
            env,
        });
        await ends(async () => {
            assert.notEqual(await child.exitCode(), 0, child.output);
            return child.output;
        });
        assert.ok(child.output.includes(CODE), child.output);
    });
});
