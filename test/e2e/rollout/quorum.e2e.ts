import assert from "node:assert/strict";
import { removeSimulatedNodes, SIMULATED, simulatedNodeName, simulatedNodes } from "../../../platform/kubernetes/nodes";
import { freshImage, Scenario, sampleRollout } from "../support/scenario";

const LAST = simulatedNodeName(10);
const NO_PLATFORM = "rpc error: code = NotFound desc = no match for platform in manifest: not found";

describe("a quorum of the nodes", () => {
    const scenario = new Scenario("e2e-quorum");
    let image = "";

    const configure = (quorum: number) => {
        const { value, ...taint } = { ...SIMULATED, operator: "Exists", effect: "NoSchedule" };
        const placement = { nodeSelector: { [SIMULATED.key]: value }, tolerations: [taint] };
        const none = { migration: undefined, application: undefined };
        scenario.configure({
            rollout: sampleRollout(scenario.name, image, { ...none, ...placement, quorum, nodes: 10 }),
        });
    };

    before(async () => {
        await scenario.prepare();
        image = (await freshImage("e2e/quorum")).reference;
        await simulatedNodes(10, { failing: { nodes: [LAST], error: NO_PLATFORM } });
    });
    after(async () => {
        await scenario.remove();
        await removeSimulatedNodes();
    });

    it("goes on without the node that cannot pull, and warns of it", async () => {
        configure(0.9);
        const { output, failure } = await scenario.up();
        assert.equal(failure, undefined, output);
        assert.match(output, /warning: .* is not on simulated-00010; the quorum goes on without/);
    });

    it("of all nodes waits for that node too, and names it", async () => {
        image = (await freshImage("e2e/quorum")).reference;
        configure(1);
        const { output, failure } = await scenario.up();
        assert.ok(failure);
        assert.match(output, /before hook "prepull-gate:app-sample[^"]*" failed: .*node simulated-00010: /);
    });
});
