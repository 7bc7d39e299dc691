import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { run } from "../../../platform/machine/command";
import { KUBECONFIG } from "../../../platform/paths";
import { documentedBlock } from "../../docs/blocks";
import { objects } from "../support/cluster";
import { freshImage, Scenario } from "../support/scenario";
import { FreshFolder } from "./freshFolder";

const NAME = "e2e-package";

describe("the package in a fresh folder", () => {
    const scenario = new Scenario(NAME);
    const program = documentedBlock("README.md", "ts", "new ImageRollout").text;
    let fresh: FreshFolder;
    let image: string;

    before(async () => {
        fresh = new FreshFolder();
        await Promise.all([scenario.prepare(), fresh.install()]);
        ({ reference: image } = await freshImage("e2e/package", { sample: true }));
    });
    after(async () => {
        fresh.remove();
        await scenario.remove();
    });

    it("starts the command under both of its names", async () => {
        assert.match(await fresh.run("npx", "image-delivery", "--help"), /timeouts .*every timeout of a rollout/);
        assert.match(await fresh.run("npx", "aks-image-delivery", "timeouts", "300MB"), /Job deadline +1150 /);
    });

    it("loads neither the Azure SDK nor a Kubernetes client with the components of a rollout", async () => {
        const script = 'require("aks-image-delivery"); console.log(Object.keys(require.cache).join("\\n"))';
        const loaded = (await fresh.run("node", "-e", script)).split("\n");
        assert.ok(loaded.some((file) => file.endsWith("aks-image-delivery/dist/components/index.js")));
        assert.deepEqual(
            loaded.filter((file) => /@pulumi\/azure-native|@azure\/|@kubernetes\/client-node/.test(file)),
            [],
        );
    });

    it("accepts the documented programs, under the options of Pulumi's templates", async () => {
        fresh.write("index.ts", program);
        fresh.write("azure.ts", documentedBlock("docs/reuse.md", "ts", "new AksRegistry").text);
        fresh.write("here.ts", onThisMachine(program));
        fresh.write("deploy.cjs", readFileSync(path.join(__dirname, "deploy.cjs"), "utf8"));
        await fresh.compile("index.ts", "azure.ts", "here.ts");
    });

    it("previews the README's rollout without touching the cluster", async () => {
        const output = await deploy("preview");
        for (const kind of ["DaemonSet", "Job", "Deployment"]) {
            assert.match(output, new RegExp(` \\+ +kubernetes:\\w+/v1:${kind} .* create`));
        }
        assert.deepEqual(await objects(NAME, "daemonsets,jobs,deployments"), []);
    });

    it("rolls it out", async () => {
        await deploy("up");
        const [job] = await objects(NAME, "jobs");
        const [deployment] = await objects(NAME, "deployments");
        assert.equal(job?.status.succeeded, 1);
        assert.equal(deployment?.status.readyReplicas, 3);
        assert.equal(deployment?.spec.template.spec.containers[0].image, image);
    });

    /** The program with an image of the platform's registry, and with the sample's database. */
    function onThisMachine(text: string): string {
        const database =
            'env: { DATABASE: "/data/sample.db" }, volumes: [{ name: "d", claim: "database", mountPath: "/data" }]';
        const edits: readonly [RegExp, string][] = [
            [/(?<=const image = )".*"/, JSON.stringify(image)],
            [/namespace: "shop"/, `namespace: "${NAME}", nodes: 1, helperImage: "${PAUSE_IMAGE}"`],
            [/(?<=args: \["migrate"\])/, `, ${database}`],
            [/(?<=args: \["serve"\])/, `, ${database}`],
        ];
        return edits.reduce((edited, [from, to]) => {
            assert.match(edited, from);
            return edited.replace(from, to);
        }, text);
    }

    function deploy(verb: "preview" | "up"): Promise<string> {
        const words = [verb, path.join(fresh.folder, "bin/here.js"), NAME, scenario.workDir];
        const env = { ...process.env, ...scenario.environment(), KUBECONFIG };
        return run(process.execPath, ["deploy.cjs", ...words], { cwd: fresh.folder, env });
    }
});
