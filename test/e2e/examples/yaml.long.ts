import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { COMPONENT_NAMES } from "../../../componentPackage/provider";
import { PAUSE_IMAGE, pushImage } from "../../../platform/kubernetes/images";
import { KUBECONFIG, NODE } from "../../../platform/paths";
import { unpackPlugin } from "../../package/plugin";
import { objects } from "../support/cluster";
import { freshImage, Scenario } from "../support/scenario";
import { exampleFolder } from "./exampleCopy";
import { PulumiCommand } from "./pulumiCommand";

const NAME = "e2e-yaml";
/** The one that the platform has a plugin of. */
const { version: kubernetes } = require("@pulumi/kubernetes/package.json") as { version: string };
const PACKAGE = "aks-image-delivery:index";

describe("programs in YAML, by Pulumi's own language host and its own command", () => {
    const scenario = new Scenario(NAME);
    const command = new PulumiCommand(scenario);
    const pulumi = (...words: string[]) => command.run(words);
    let component: string;

    before(async () => {
        component = fs.mkdtempSync(path.join(tmpdir(), "plugin-"));
        await Promise.all([scenario.prepare(), unpackPlugin(component, [`@pulumi/kubernetes@${kubernetes}`])]);
        await command.installHosts();
    });
    after(async () => {
        await scenario.remove();
        fs.rmSync(component, { recursive: true });
    });

    it("preview the example", async () => {
        const example = parse(fs.readFileSync(path.join(exampleFolder("yaml"), "Pulumi.yaml"), "utf8"));
        write({ ...example, name: "aks-image-delivery", packages: { "aks-image-delivery": component } });
        await pulumi("stack", "select", "--create", NAME);
        await pulumi("config", "set", "image", `127.0.0.1:5005/shop@sha256:${"1".repeat(64)}`);
        assert.match(await pulumi("preview"), / \+ 9 to create/);
    });

    it("bring a pre-pull up, through its gate", async () => {
        const { reference } = await freshImage(`e2e/${NAME}`);
        write(prepull(reference));
        await pulumi("up", "--yes", "--skip-preview");
        const [daemonSet] = await objects(NAME, "daemonsets");
        assert.equal(daemonSet?.status.numberReady, 1);
        assert.equal((await objects(NAME, "configmaps", "app.kubernetes.io/managed-by=aks-image-delivery")).length, 1);
    });

    it("fail with node and cause when no platform of the image fits", async () => {
        const platforms = ["linux/s390x", "linux/ppc64le"];
        const { reference } = await pushImage({ repository: `e2e/${NAME}`, platforms, seed: Date.now() });
        write(prepull(reference));
        await assert.rejects(pulumi("up", "--yes", "--skip-preview"), (error: Error) => {
            assert.match(error.message, new RegExp(`node ${NODE}: wrong platform: `));
            return true;
        });
    });

    it("are told by the package itself which components there are, and how its SDKs are called", async () => {
        const schema = JSON.parse((await pulumi("package", "get-schema", component)).replace(/\n[^}]*$/, ""));
        assert.deepEqual(
            Object.keys(schema.resources).sort(),
            COMPONENT_NAMES.map((name) => `${PACKAGE}:${name}`).sort(),
        );
        assert.equal(schema.language.nodejs.packageName, "@aks-image-delivery/sdk");
        assert.deepEqual(schema.dependencies ?? [], []);
    });

    function prepull(image: string): object {
        const cluster = { kubeconfig: KUBECONFIG };
        const properties = { namespace: NAME, nodes: 1, image, size: "30MB", helperImage: PAUSE_IMAGE, cluster };
        return {
            name: "aks-image-delivery",
            runtime: "yaml",
            packages: { "aks-image-delivery": component },
            resources: { shop: { type: "aks-image-delivery:index:ImagePrepull", properties } },
        };
    }

    function write(project: object): void {
        fs.writeFileSync(path.join(scenario.workDir, "Pulumi.yaml"), stringify(project));
    }
});
