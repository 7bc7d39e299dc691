import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { run } from "../../../platform/machine/command";
import { REPOSITORY } from "../../../platform/paths";
import { copyExample, exampleFolder } from "../examples/exampleCopy";
import { pythonWith } from "../examples/python";
import { PythonScenario } from "../examples/pythonScenario";
import { freshImage } from "../support/scenario";
import { assertAnnounced } from "./announced";
import { earlierPackage, startingPoints } from "./earlier";
import { identities } from "./identities";

const NAME = "e2e-upgrade-python";

for (const revision of startingPoints()) {
    describe(`an upgrade of the Python example from ${revision}`, () => {
        const scenario = new PythonScenario(NAME);
        let python: string;
        let earlier: Record<string, string>;

        before(async () => {
            python = await pythonWith(path.join(exampleFolder("python"), "requirements.txt"));
            const [folder] = await Promise.all([earlierPackage(revision), scenario.prepare()]);
            copyExample("python", scenario.workDir);
            const { reference: image } = await freshImage("e2e/upgrade-python");
            scenario.configure({ namespace: NAME, image, size: "30MB", nodes: 1, helperImage: PAUSE_IMAGE });
            install(folder);
            await program("deploy.py", NAME);
            install(REPOSITORY);
            earlier = await identities(NAME);
        });
        after(() => scenario.remove());

        it("previews only what the changelog announces", async () => {
            assertAnnounced(await changes("preview"));
        });

        it("replaces no object", async () => {
            assertAnnounced(await changes("up"));
            assert.deepEqual(await identities(NAME), earlier);
            assert.ok("Deployment shop" in earlier);
        });

        it("has nothing to change afterwards", async () => {
            assert.deepEqual(await changes("preview"), []);
        });

        /** Makes a folder's component package the one that the engine starts. */
        function install(folder: string): void {
            const { version } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
            const loader = path.join(REPOSITORY, "scripts/typescript.cjs");
            const main = path.join(folder, "componentPackage/main.ts");
            scenario.installPackage(version, [process.execPath, "-r", loader, main]);
        }

        async function changes(verb: "preview" | "up"): Promise<string[]> {
            const output = await program(path.join(__dirname, "changes.py"), verb, NAME);
            return output.split("\n").filter((line) => line !== "");
        }

        function program(script: string, ...words: readonly string[]): Promise<string> {
            const env = { ...process.env, ...scenario.environment(), PYTHONPATH: scenario.workDir };
            return run(python, [script, ...words], { cwd: scenario.workDir, env });
        }
    });
}
