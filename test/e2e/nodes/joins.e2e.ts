import assert from "node:assert/strict";
import { KUBECONFIG } from "../../../platform/paths";
import { runHere } from "../../support/runHere";
import { eventually } from "../support/eventually";
import { Scenario } from "../support/scenario";
import { HeldCluster, newImages, releaseOf, went } from "./support/heldCluster";
import { addHeld, assertWarm, podsOn, probe } from "./support/joins";

const NODES = ["e2e-join-1", "e2e-join-2", "e2e-join-3"];

describe("nodes that join while pods wait for them", () => {
    const teams = ["e2e-team-a", "e2e-team-b"].map((name) => new Scenario(name));
    const cluster = new HeldCluster("e2e-hold", NODES, teams);
    const images: string[] = [];

    before(async () => {
        await cluster.prepare();
        for (const [index, team] of teams.entries()) {
            const own = await newImages(team.name, 2 - index);
            went(await releaseOf(team, own));
            images.push(...own);
        }
    });
    after(() => cluster.remove());

    it("take none before their images are there", async () => {
        const waiting = await Promise.all(NODES.map((node) => probe(node, "e2e-team-a", images)));
        for (const node of NODES) {
            await addHeld(node);
        }
        for (const [index, node] of NODES.entries()) {
            await assertWarm(node, (await waiting[index]?.()) ?? []);
        }
    });

    it("are warm for status", async () => {
        const { code, stdout } = await runHere(["status", "--nodes", "--kubeconfig", KUBECONFIG]);
        assert.equal(code, 0, stdout);
        for (const node of NODES) {
            assert.match(stdout, new RegExp(`^${node} +- +warm +(\\d+) of \\1 +-$`, "m"));
        }
    });

    it("carry no pod of the hold afterwards", async () => {
        const selector = "app.kubernetes.io/component in (node-warmup,node-warmup-companion)";
        for (const node of NODES) {
            await eventually(async () => assert.deepEqual(await podsOn(node, selector), []), 120);
        }
    });
});
