// The plan and a preview of the real engine see the same resources with the same inputs, in all stacks of the repository.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { parse, stringify } from "yaml";
import { plan } from "../../../cli/verbs/plan/plan";
import { openStack } from "../../../engine/open";
import { COMPUTED, type Json, type PlanResource, SECRET } from "../../../model/plan/resource";
import { WorldFile } from "../../../platform/azure/world";
import { REPOSITORY } from "../../../platform/paths";
import { simulateAzure } from "../../../start/azure/engine";
import { stackWorld } from "../../../start/azure/world";
import { stackProgram } from "../support/scenario";

const PROJECT = "aks-image-delivery";
const KUBECONFIG = path.join(REPOSITORY, ".local/kubeconfig");

type Inputs = Readonly<Record<string, Json>>;

describe("image-delivery plan and a preview of the engine", () => {
    let folder: string;
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "plan-e2e-"));
    });
    after(() => fs.rmSync(folder, { recursive: true, force: true }));

    for (const stack of ["local", "dev", "prod"]) {
        for (const images of ["as configured", "with an image"]) {
            it(`agree on the resources and inputs of ${stack}, ${images}`, async () => {
                const project = path.join(folder, `${stack}-${images.replaceAll(" ", "-")}`);
                const config = configOf(stack, images === "with an image");
                prepare(project, stack, config);
                const previewed = await previewOf(path.join(project, "azure"), stack, config);
                const { report } = await plan({ folder: project, stack });
                assert.deepEqual(
                    report.resources.map(({ urn }) => urn),
                    [...previewed.keys()].sort(),
                );
                for (const resource of report.resources) {
                    assert.deepEqual(comparable(resource, previewed.get(resource.urn)), resource.inputs, resource.urn);
                }
            });
        }
    }
});

/** The configuration in the repository. The one that is to have an image gets one under the name that its parts expect. */
function configOf(stack: string, withImage: boolean): Record<string, Json> {
    const { config } = parse(fs.readFileSync(path.join(REPOSITORY, `Pulumi.${stack}.yaml`), "utf8"));
    const rollout = config[`${PROJECT}:rollout`];
    if (withImage) {
        const image = `acr1.azurecr.io/shop@sha256:${"a".repeat(64)}`;
        rollout.images = [{ name: rollout.application.image, image, size: "650MB" }];
    }
    // Its images are in no registry: a preview could not compare their sizes.
    rollout.verifySize = "off";
    if (rollout.cluster !== undefined) {
        rollout.cluster.kubeconfig = KUBECONFIG;
    }
    return config;
}

/** The program of the repository, with this configuration. */
function prepare(project: string, stack: string, config: unknown): void {
    const write = (name: string, text: string) => fs.writeFileSync(path.join(project, name), text);
    fs.mkdirSync(path.join(project, "azure"), { recursive: true });
    const nodeargs = `-r ${path.join(REPOSITORY, "scripts/typescript.cjs")}`;
    write(
        "Pulumi.yaml",
        stringify({ name: PROJECT, main: "index.ts", runtime: { name: "nodejs", options: { nodeargs } } }),
    );
    write(`Pulumi.${stack}.yaml`, stringify({ config }));
    write(
        "index.ts",
        `import program = require(${JSON.stringify(path.join(REPOSITORY, "index"))});\nexport = program;\n`,
    );
    for (const name of ["node_modules", "tsconfig.json"]) {
        fs.symlinkSync(path.join(REPOSITORY, name), path.join(project, name));
    }
}

/** The inputs of every resource that the engine would make, by URN; providers that it makes of its own accord are left out. */
async function previewOf(folder: string, stack: string, config: Record<string, Json>): Promise<Map<string, Inputs>> {
    const workDir = path.join(folder, "project");
    fs.mkdirSync(workDir, { recursive: true });
    if (`${PROJECT}:registry` in config) {
        new WorldFile(path.join(folder, "azure.json")).write(stackWorld(config));
    }
    const { environment } = simulateAzure(folder, { kubeconfig: KUBECONFIG });
    fs.writeFileSync(path.join(workDir, "Pulumi.yaml"), `name: ${PROJECT}\nruntime: nodejs\n`);
    fs.writeFileSync(path.join(workDir, `Pulumi.${stack}.yaml`), stringify({ config }));
    const opened = await openStack({ stack, workDir, program: stackProgram, env: environment });
    const inputs = new Map<string, Inputs>();
    const onEvent = ({ resourcePreEvent }: EngineEvent) => {
        const made = resourcePreEvent?.metadata;
        if (made !== undefined && made.type !== "pulumi:pulumi:Stack" && !made.urn.includes("::default_")) {
            inputs.set(made.urn, (made.new?.inputs ?? {}) as Inputs);
        }
    };
    await opened.preview({ onEvent });
    return inputs;
}

/**
 * What the engine sees, in the words of a plan: `<computed>` and `[secret]` where the plan says so, since the simulated providers
 * name things and answer look-ups. At the top, azure-native adds names and a location, and the engine a version to a provider
 * of the program; nothing else may be added.
 */
function comparable({ type, inputs }: PlanResource, previewed: Inputs = {}): Json {
    const isAddedTo = /^(azure-native|pulumi:providers):/.test(type);
    const own = Object.entries(previewed).filter(([key]) => !isAddedTo || key in inputs);
    return normalised(inputs, Object.fromEntries(own));
}

function normalised(planned: Json | undefined, previewed: Json): Json {
    if (planned === COMPUTED || planned === SECRET) {
        return planned;
    }
    if (Array.isArray(planned) && Array.isArray(previewed)) {
        return previewed.map((value, index) => normalised(planned[index], value));
    }
    if (isFields(planned) && isFields(previewed)) {
        const entries = Object.entries(previewed).map(([key, value]) => [key, normalised(planned[key], value)]);
        return Object.fromEntries(entries) as Inputs;
    }
    return previewed;
}

function isFields(value: Json | undefined): value is Inputs {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
