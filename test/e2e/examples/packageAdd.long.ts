import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { PAUSE_IMAGE } from "../../../platform/kubernetes/images";
import { run } from "../../../platform/machine/command";
import { KUBECONFIG, REPOSITORY } from "../../../platform/paths";
import { Scenario } from "../support/scenario";
import { builtPackage } from "./builtPackage";
import { PulumiCommand } from "./pulumiCommand";
import { ensureGenerator } from "./sdk/generator";

const NAME = "e2e-package-add";
const IMAGE = `127.0.0.1:5005/shop@sha256:${"1".repeat(64)}`;
const PREPULL = {
    namespace: NAME,
    nodes: 1,
    image: IMAGE,
    size: "30MB",
    helperImage: PAUSE_IMAGE,
    cluster: { kubeconfig: KUBECONFIG },
};

describe("pulumi package add", () => {
    const scenario = new Scenario(NAME);
    const command = new PulumiCommand(scenario);
    const inProject = (name: string) => path.join(scenario.workDir, name);
    let component: string;

    before(async () => {
        component = await builtPackage();
        await ensureGenerator();
    });
    beforeEach(async () => {
        await scenario.prepare();
        await command.installHosts();
    });
    after(() => scenario.remove());

    it("lets a project in YAML use the components", async () => {
        write("Pulumi.yaml", stringify({ name: NAME, runtime: "yaml" }));
        const project = await add();
        write(
            "Pulumi.yaml",
            stringify({
                ...project,
                resources: { shop: { type: "aks-image-delivery:ImagePrepull", properties: PREPULL } },
            }),
        );
        assert.match(await preview(), /aks-image-delivery:index:ImagePrepull +shop +create/);
    });

    it("writes an SDK for Node.js, in a scope of our own, that compiles and calls the components", async () => {
        write("Pulumi.yaml", stringify({ name: NAME, runtime: "nodejs" }));
        write("package.json", JSON.stringify({ name: NAME, main: "index.js" }));
        await add();
        const { dependencies } = JSON.parse(fs.readFileSync(inProject("package.json"), "utf8"));
        assert.deepEqual(dependencies, { "@aks-image-delivery/sdk": "file:sdks/aks-image-delivery" });
        await install();
        const load = 'const { ImagePrepull } = require("@aks-image-delivery/sdk");';
        write("index.js", `${load}\nnew ImagePrepull("shop", ${JSON.stringify(PREPULL)});\n`);
        assert.match(await preview(), /aks-image-delivery:index:ImagePrepull +shop +create/);
    });

    /** Without any plugin, as on a new machine, and with none to be had. Returns the project as it is then. */
    async function add(): Promise<object> {
        await command.run(["package", "add", component], { PULUMI_HOME: inProject("home") });
        const project = parse(fs.readFileSync(inProject("Pulumi.yaml"), "utf8"));
        assert.deepEqual(project.packages, { "aks-image-delivery": component });
        return project;
    }

    async function preview(): Promise<string> {
        await command.run(["stack", "select", "--create", NAME]);
        return command.run(["preview"]);
    }

    /** What `npm install` does, without a registry: the SDK finds what it depends on, and compiles itself. */
    async function install(): Promise<void> {
        const modules = inProject("node_modules");
        const sdk = inProject("sdks/aks-image-delivery");
        fs.mkdirSync(path.join(modules, "@aks-image-delivery"), { recursive: true });
        fs.symlinkSync(sdk, path.join(modules, "@aks-image-delivery/sdk"));
        for (const name of ["@pulumi", "@types"]) {
            fs.symlinkSync(path.join(REPOSITORY, "node_modules", name), path.join(modules, name));
        }
        fs.mkdirSync(path.join(modules, ".bin"));
        fs.symlinkSync(path.join(REPOSITORY, "node_modules/typescript/bin/tsc"), path.join(modules, ".bin/tsc"));
        const env = { PATH: `${path.join(modules, ".bin")}:${process.env.PATH}` };
        await run(process.execPath, ["scripts/postinstall.js"], { cwd: sdk, env });
    }

    function write(name: string, text: string): void {
        fs.writeFileSync(inProject(name), text);
    }
});
