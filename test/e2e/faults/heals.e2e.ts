// What a rollout waits out: faults that clear up on their own, and that no clock of the chain may cut short.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { kubectl } from "../../../platform/kubernetes/kubectl";
import { type ExtraRegistry, type FaultRule, startExtraRegistry } from "../../../platform/kubernetes/registry";
import { eventually } from "../support/eventually";
import { freshImage, Scenario, sampleRollout } from "../support/scenario";

describe("a rollout waits out", () => {
    const scenario = new Scenario("e2e-heals");
    let registry: ExtraRegistry;

    before(async () => {
        await scenario.prepare();
        registry = await startExtraRegistry();
    });
    after(async () => {
        await scenario.remove();
        await registry.stop();
    });

    const heals: [string, FaultRule][] = [
        ["a layer that arrives damaged", { path: "/blobs/", fault: "corrupt", afterBytes: 1_000, times: 1 }],
        ["a registry that fails for a moment", { path: "/manifests/", fault: "status", status: 503, times: 2 }],
        ["a registry that asks for patience", { path: "/manifests/", fault: "status", status: 429, times: 2 }],
    ];
    for (const [title, rule] of heals) {
        it(title, async () => {
            await registry.set({ rules: [rule] });
            const { failure, output } = await rollOutFresh();
            assert.equal(failure, undefined, output);
        });
    }

    it("a pull role that does not work yet, and says so meanwhile", async () => {
        const works = path.join(scenario.workDir, "role-works");
        await registry.set({ rules: [{ fault: "status", status: 401, untilFile: works }] });
        const up = rollOutFresh();
        // Only this refusal: the tests before have left failures of their own.
        await eventually(async () => assert.match(await events(), /pull access denied/), 180);
        fs.writeFileSync(works, "");
        const { failure, output } = await up;
        assert.equal(failure, undefined, output);
        assert.match(output, /401|denied|no credential/);
    });

    it("a registry at 4 MB/s, and says how far it is", async () => {
        await registry.set({ rate: 4_000_000 });
        const { failure, output } = await rollOutFresh();
        assert.equal(failure, undefined, output);
        assert.match(output, /0 of 1 node has .* local-node has been pulling/);
    });

    async function rollOutFresh() {
        const image = await freshImage("e2e/heals", { sample: true });
        const reference = image.reference.replace(/^[^/]+/, registry.address);
        scenario.configure({ rollout: sampleRollout(scenario.name, reference) });
        return scenario.up();
    }

    function events(): Promise<string> {
        return kubectl(["get", "events", "-n", scenario.name, "--field-selector", "type=Warning", "-o", "json"]);
    }
});
