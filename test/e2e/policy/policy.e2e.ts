import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { CommandError, type EngineEvent, type PolicyEvent, type Stack } from "@pulumi/pulumi/automation";
import { STATE } from "../../../platform/paths";
import { imageDeliveryPolicies } from "../../../policy/policies";
import { simulateAzure } from "../../../start/azure/engine";
import { installPolicyAnalyzer } from "./analyzer";
import { buildPack, otherPack } from "./packs";
import { broken, brokenLater, composed, plain } from "./stacks";

const FOLDER = path.join(STATE, "e2e", "e2e-policy");
const REGIONS = { "registry-regions": { regions: ["westeurope", "northeurope"] } };
const NAMES = imageDeliveryPolicies.map(({ name }) => name);

interface Ran {
    readonly found: readonly PolicyEvent[];
    readonly output: string;
    readonly failed: boolean;
}

describe("the policy pack on the engine", () => {
    let pack: string;
    before(async () => {
        fs.rmSync(FOLDER, { recursive: true, force: true });
        fs.mkdirSync(FOLDER, { recursive: true });
        installPolicyAnalyzer();
        pack = await buildPack(FOLDER);
    });
    after(() => fs.rmSync(FOLDER, { recursive: true, force: true }));

    it("finds every rule broken where it is and at its level, nothing else, and stops a preview", async () => {
        const { found, failed, output } = await preview("broken", broken, { config: REGIONS });
        assert.ok(failed, output);
        // Each resource has the name of the rule that it breaks; both registries are in one region.
        const expected = imageDeliveryPolicies.flatMap(({ name, enforcementLevel }) => {
            const resources = name === "registry-regions" ? ["registry-closed", "registry-premium"] : [name];
            return resources.map((resource) => `${resource}: ${enforcementLevel} ${name}`);
        });
        const places = found.map(
            ({ resourceUrn = "", enforcementLevel, policyName }) =>
                `${resourceUrn.split("::").at(-1)}: ${enforcementLevel} ${policyName}`,
        );
        assert.deepEqual(places.sort(), expected.sort(), output);
        assert.match(output, /aks-image-delivery@v\d+\.\d+\.\d+/);
        assert.match(output, /spec\.activeDeadlineSeconds is 600 s: a healthy pull of 778 MB may take 970 s/);
    });

    it("goes through where the configuration makes every rule advisory", async () => {
        const { found, failed, output } = await preview("broken", broken, { config: { all: "advisory", ...REGIONS } });
        assert.ok(!failed, output);
        assert.deepEqual([...new Set(found.map(({ policyName }) => policyName))].sort(), [...NAMES].sort());
    });

    it("refuses a setting that is none", async () => {
        const config = { deadline: { network: "slowish" } };
        const { failed, output } = await preview("broken", broken, { config });
        assert.ok(failed);
        assert.match(output, /deadline: .*network/);
    });

    for (const [name, program] of Object.entries({ composed, plain })) {
        it(`finds nothing in the stack ${name}`, async () => {
            const config = name === "composed" ? REGIONS : undefined;
            const { found, failed, output } = await preview(name, program, { config });
            assert.ok(!failed, output);
            assert.deepEqual(found, []);
        });
    }

    it("lends its rules to the pack of another team, which sets levels and settings", async () => {
        const off = Object.fromEntries(NAMES.map((name) => [name, "disabled"]));
        const other = otherPack(FOLDER, pack, { ...off, "pull-policy": "mandatory" });
        const { found, failed } = await preview("broken", broken, { pack: other });
        assert.ok(failed);
        assert.deepEqual(
            found.map(({ policyPackName, policyName, enforcementLevel }) => [
                policyPackName,
                policyName,
                enforcementLevel,
            ]),
            [["other", "pull-policy", "mandatory"]],
        );
    });

    it("judges what a preview does not know in `up`, before it is created", async () => {
        const stack = await stackOf("later", brokenLater);
        const previewed = await run((options) => stack.preview(options));
        assert.deepEqual([previewed.failed, previewed.found], [false, []], previewed.output);
        const { found, failed } = await run((options) => stack.up(options));
        assert.ok(failed);
        assert.deepEqual(
            found.map(({ policyName }) => policyName),
            ["moving-tag"],
        );
        const { deployment } = await stack.exportStack();
        const made = (deployment.resources as { readonly type: string }[]).map(({ type }) => type);
        assert.ok(made.includes("random:index/randomString:RandomString"));
        assert.ok(!made.some((type) => type.endsWith(":Deployment")));
    });

    function stackOf(name: string, program: () => void): Promise<Stack> {
        return simulateAzure(path.join(FOLDER, name)).stack(name, async () => program());
    }

    async function preview(name: string, program: () => void, more: { config?: object; pack?: string }): Promise<Ran> {
        const stack = await stackOf(name, program);
        return run((options) => stack.preview(options), more);
    }

    async function run(
        operation: (options: Parameters<Stack["preview"]>[0] & Parameters<Stack["up"]>[0]) => Promise<unknown>,
        { config, pack: used = pack }: { config?: object; pack?: string } = {},
    ): Promise<Ran> {
        const found: PolicyEvent[] = [];
        let output = "";
        const file = path.join(FOLDER, "config.json");
        fs.writeFileSync(file, JSON.stringify(config ?? {}));
        const hear = (text: string) => {
            output += text;
        };
        const onEvent = ({ policyEvent }: EngineEvent) => void (policyEvent && found.push(policyEvent));
        const options = { onOutput: hear, onError: hear, onEvent, color: "never", policyPacks: [used] } as const;
        try {
            await operation({ ...options, policyPacks: [used], policyPackConfigs: [file] });
            return { found, output, failed: false };
        } catch (error) {
            assert.ok(error instanceof CommandError, String(error));
            return { found, output, failed: true };
        }
    }
});
