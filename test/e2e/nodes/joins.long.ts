// Many joins, half of them while others join, and what a pod waits for on a new node with and without a hold.
import assert from "node:assert/strict";
import { changeNode } from "../../../platform/kubernetes/platform";
import { type ExtraRegistry, startExtraRegistry } from "../../../platform/kubernetes/registry";
import { Scenario } from "../support/scenario";
import { HeldCluster, newImages, releaseOf, went } from "./support/heldCluster";
import { addHeld, assertCold, assertWarm, join, type Probe, probe } from "./support/joins";

const JOINS = 20;
/** At a time; each takes about 200 MB of this machine. */
const TOGETHER = 4;
const COLD_JOINS = 3;
const MEGABYTES = 120;
const nodeName = (number: number) => `e2e-join-${number}`;
const NODES = Array.from({ length: JOINS }, (_, index) => nodeName(index + 1));

/** From the scheduler's decision to the start of the container, in seconds. */
const waits = (probes: readonly Probe[]) =>
    probes.map(({ scheduledAt, startedAt }) => (startedAt - scheduledAt) / 1_000);

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const say = (text: string) => void process.stdout.write(`      ${text}\n`);

/** @param nodes what the pods of each waited. */
function saySummary(what: string, nodes: readonly (readonly number[])[]): void {
    const firsts = nodes.map((pods) => Math.min(...pods));
    const all = nodes.flat();
    say(`${what}: the first pod of ${firsts.length} nodes ${figures(firsts)}; all ${all.length} pods ${figures(all)}`);
}

const figures = (values: readonly number[]) => `${median(values)} s as a median, ${Math.max(...values)} s at most`;

describe("twenty joins", () => {
    const teams = ["e2e-team-a", "e2e-team-b"].map((name) => new Scenario(name));
    const cluster = new HeldCluster("e2e-hold", NODES, teams);
    const images: string[] = [];
    let registry: ExtraRegistry;

    before(async () => {
        // As much as a node usually gets of a registry in its region.
        registry = await startExtraRegistry({ rate: 50_000_000 });
        await cluster.prepare();
        for (const [index, team] of teams.entries()) {
            const pushed = await newImages(team.name, 2 - index, MEGABYTES);
            const own = pushed.map((image) => image.replace(/^[^/]+/, registry.address));
            went(await releaseOf(team, own));
            images.push(...own);
        }
    });
    after(async () => {
        await cluster.remove();
        await registry.stop();
    });

    it("let no pod start before its image is there", async () => {
        const held: number[][] = [];
        for (let first = 0; first < JOINS; first += TOGETHER) {
            const names = NODES.slice(first, first + TOGETHER);
            const waiting = await Promise.all(names.map((node) => probe(node, "e2e-team-a", images)));
            for (const node of names) {
                await addHeld(node);
            }
            for (const [index, node] of names.entries()) {
                const probes = (await waiting[index]?.()) ?? [];
                assert.equal(probes.length, images.length);
                await assertWarm(node, probes);
                held.push(waits(probes));
                say(`${node}: started ${waits(probes).join(", ")} s after being scheduled`);
            }
            for (const name of names) {
                await changeNode({ verb: "remove", name });
            }
        }
        assert.equal(held.flat().length, JOINS * images.length);
        saySummary("held back until warm", held);
    });

    it("would let pods wait for the download without the hold", async () => {
        const cold: number[][] = [];
        for (const node of NODES.slice(0, COLD_JOINS)) {
            const probes = await join(node, "e2e-team-a", images, []);
            cold.push(waits(probes));
            say(`${node}, no hold: started ${waits(probes).join(", ")} s after being scheduled`);
            await assertCold(node, probes);
            await changeNode({ verb: "remove", name: node });
        }
        saySummary("no hold", cold);
    });
});
