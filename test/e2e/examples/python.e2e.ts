import assert from "node:assert/strict";
import * as path from "node:path";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { run } from "../../../platform/machine/command";
import { KUBECONFIG } from "../../../platform/paths";
import { objects } from "../support/cluster";
import { freshImage, Scenario } from "../support/scenario";
import { installComponentPackage } from "./builtPackage";
import { copyExample, exampleFolder } from "./exampleCopy";
import { pythonWith } from "./python";

const NAME = "e2e-python";

describe("the Python example", () => {
    const scenario = new Scenario(NAME);
    let python: string;

    before(async () => {
        python = await pythonWith(path.join(exampleFolder("python"), "requirements.txt"));
        await installComponentPackage();
        await scenario.prepare();
        copyExample("python", scenario.workDir);
    });
    after(() => scenario.remove());

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
    async function deploy(image: string): Promise<string> {
        scenario.configure({ namespace: NAME, image, size: "30MB", nodes: 1, helperImage: PAUSE_IMAGE });
        const env = { ...process.env, ...scenario.environment(), KUBECONFIG };
        return await run(python, ["deploy.py", NAME], { cwd: scenario.workDir, env });
    }
});
