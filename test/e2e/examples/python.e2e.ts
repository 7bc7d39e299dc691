// What a team with programs in Python gets: the plugin of the component package from the packed file, and the SDK from its schema.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { run } from "../../../platform/machine/command";
import { pluginCommand, pluginSchema, unpackPlugin } from "../../package/plugin";
import { objects } from "../support/cluster";
import { freshImage } from "../support/scenario";
import { copyExample, exampleFolder } from "./exampleCopy";
import { pythonWith } from "./python";
import { PythonScenario } from "./pythonScenario";
import { writePythonSdk } from "./sdk/pythonSdk";

const NAME = "e2e-python";
const SDK = path.join(__dirname, "sdk");

/** The one that the platform has a plugin of. */
const { version: kubernetes } = require("@pulumi/kubernetes/package.json") as { version: string };
const { version } = require("aks-image-delivery/package.json") as { version: string };

describe("the packed file in Python", () => {
    const scenario = new PythonScenario(NAME);
    const plugin = mkdtempSync(path.join(tmpdir(), "plugin-"));
    let python: string;

    before(async () => {
        python = await pythonWith(path.join(exampleFolder("python"), "requirements.txt"));
        await Promise.all([scenario.prepare(), unpackPlugin(plugin, [`@pulumi/kubernetes@${kubernetes}`])]);
        scenario.installPackage(version, pluginCommand(plugin));
        copyExample("python", scenario.workDir);
    });
    after(async () => {
        await scenario.remove();
        rmSync(plugin, { recursive: true });
    });

    it("previews a program with the SDK that is made from its schema", async () => {
        const { reference } = await freshImage("e2e/python");
        const [schema, sdk] = ["schema.json", "sdk"].map((name) => path.join(scenario.workDir, name)) as [
            string,
            string,
        ];
        writeFileSync(schema, await pluginSchema(plugin));
        await writePythonSdk(schema, sdk);
        copyFileSync(path.join(SDK, "shop.py"), path.join(sdk, "shop.py"));
        const typed = await pythonWith(path.join(SDK, "requirements.txt"));
        const changes = path.join(__dirname, "../upgrade/changes.py");
        const created = await program(reference, [typed, changes, "preview", NAME], { PYTHONPATH: sdk });
        for (const line of ["ImageRollout shop", "DaemonSet shop-shop", "Job shop-schema", "Deployment shop"]) {
            assert.match(created, new RegExp(`^create ${line}: $`, "m"));
        }
        assert.deepEqual(await objects(NAME, "daemonsets,jobs,deployments"), []);
    });

    it("fails with the node, the cause and what to do when there is no such image", async () => {
        const { reference } = await freshImage("e2e/python");
        const missing = reference.replace(/@.*$/, ":9.9.9");
        await assert.rejects(deploy(missing), ({ message }: Error) => {
            assert.match(message, /^error: .*pre-pull of .*:9\.9\.9: node .*: not found/m);
            return true;
        });
        assert.deepEqual(await objects(NAME, "deployments"), []);
    });

    it("rolls out an image that is there", async () => {
        const { reference } = await freshImage("e2e/python");
        assert.match(await deploy(reference), /^deployed shop$/m);
        const [deployment] = await objects(NAME, "deployments");
        assert.equal(deployment?.spec.template.spec.containers[0].image, reference);
    });

    /** The output of the script; what it says on standard error is the error's text. */
    function deploy(image: string): Promise<string> {
        return program(image, [python, "deploy.py", NAME]);
    }

    function program(image: string, [python = "", ...words]: readonly string[], variables = {}): Promise<string> {
        scenario.configure({ namespace: NAME, image, size: "30MB", nodes: 1, helperImage: PAUSE_IMAGE });
        const env = { ...process.env, ...scenario.environment(), ...variables };
        return run(python, words, { cwd: scenario.workDir, env });
    }
});
