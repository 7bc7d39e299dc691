import assert from "node:assert/strict";
import { STACK_TRACE } from "../faults/fault";
import { madeObjects } from "../support/cluster";
import { type Ran, Scenario, sampleRollout } from "../support/scenario";

const FAULTS = [
    "rollout.namespace",
    "rollout.images[0].image",
    "rollout.images[0].size",
    "rollout.migration.runSeconds",
    "rollout.application.replicas",
    "rollout.application.prot",
    "rollout.quorum",
    "stage",
];

describe("a configuration with many faults", () => {
    const scenario = new Scenario("e2e-bad-input");
    const runs: Record<string, Ran> = {};

    before(async () => {
        await scenario.prepare();
        const rollout = sampleRollout("No Such Name", "127.0.0.1:5005/e2e/bad:latest");
        const [image] = rollout.images;
        scenario.configure({
            stage: "warm",
            rollout: {
                ...rollout,
                images: [{ ...image, image: "Not A Reference", size: "30 parsecs" }],
                migration: { ...rollout.migration, runSeconds: "soon" },
                application: { ...rollout.application, replicas: 0, prot: 8080 },
                quorum: 2,
            },
        });
        runs.preview = await scenario.preview();
        runs.up = await scenario.up();
    });
    after(() => scenario.remove());

    for (const verb of ["preview", "up"]) {
        it(`is refused by ${verb}, which names every key once and prints no stack trace`, () => {
            const { failure, output } = runs[verb] as Ran;
            assert.ok(failure, output);
            for (const key of FAULTS) {
                const named = output.split("\n").filter((line) => line.includes(`  - aks-image-delivery:${key}`));
                assert.equal(named.length, 1, `${key} is named ${named.length} times in:\n${output}`);
            }
            assert.match(output, /Pulumi\.e2e-bad-input\.yaml has 8 faults/);
            assert.doesNotMatch(output, STACK_TRACE);
        });
    }

    it("creates nothing", async () => {
        assert.deepEqual(await madeObjects(scenario.name), []);
    });
});
