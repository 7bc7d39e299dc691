// What may happen while nodes join: the hold lets each node in exactly when it is warm.
import assert from "node:assert/strict";
import { type ExtraRegistry, startExtraRegistry } from "../../../platform/kubernetes/registry";
import { KUBECONFIG } from "../../../platform/paths";
import { runHere } from "../../support/runHere";
import { eventually } from "../support/eventually";
import { Scenario } from "../support/scenario";
import { HeldCluster, newImages, releaseOf, went } from "./support/heldCluster";
import { addHeld, assertWarm, probe } from "./support/joins";

const NODE = "e2e-supersede";

describe("the life of a hold", () => {
    const team = new Scenario("e2e-life-a");
    const cluster = new HeldCluster("e2e-life", [NODE], [team]);
    let registry: ExtraRegistry;

    before(async () => {
        registry = await startExtraRegistry();
        await cluster.prepare();
    });
    after(async () => {
        await cluster.remove();
        await registry.stop();
    });

    it("does not wait for a release that is superseded meanwhile", async () => {
        const [pushed = ""] = await newImages(team.name, 1);
        went(await releaseOf(team, [pushed.replace(/^[^/]+/, registry.address)]));
        // Half a minute for the new node: the other one has the image.
        await registry.set({ rate: 1_000_000 });
        await addHeld(NODE);
        await eventually(async () => {
            const { stdout } = await runHere(["status", "--nodes", "--kubeconfig", KUBECONFIG]);
            assert.match(stdout.replace(/\s+/g, " "), new RegExp(`${NODE} - joining \\d of \\d`));
        });
        const images = await newImages(team.name, 1);
        const waiting = await probe(NODE, team.name, images);
        assert.match(went(await releaseOf(team, images)), /is joining: no pods there before/);
        await assertWarm(NODE, await waiting());
    });
});
