import assert from "node:assert/strict";
import { PAUSE_IMAGE, pushKubectlImage } from "../../../platform/kubernetes/images";
import { changeNode } from "../../../platform/kubernetes/platform";
import { eventually } from "../support/eventually";
import { freshImage, Scenario } from "../support/scenario";
import { CLUSTER, holdSection } from "./support/hold";
import { join, podsOn, taintsOf, warmAt } from "./support/joins";

const SYSTEM = "e2e-hold";
const NAMESPACES = ["e2e-team-a", "e2e-team-b"];
const JOINS = [1, 2, 3];
const nodeName = (number: number) => `e2e-join-${number}`;

describe("a node that joins while pods wait for it", () => {
    const platformTeam = new Scenario(SYSTEM);
    const teams = NAMESPACES.map((name) => new Scenario(name));
    const images: string[] = [];

    async function removeNodes(): Promise<void> {
        for (const name of JOINS.map(nodeName)) {
            await changeNode({ verb: "remove", name }).catch((error) => assert.match(String(error), /no such node/));
        }
    }

    before(async () => {
        await removeNodes();
        await pushKubectlImage();
        await platformTeam.prepare();
        platformTeam.configure({
            nodeWarmup: holdSection(SYSTEM),
        });
        const held = await platformTeam.up();
        assert.equal(held.failure, undefined, held.output);
        for (const [index, team] of teams.entries()) {
            await team.prepare();
            const pushed = await Promise.all(
                Array.from({ length: 2 - index }, (_, number) =>
                    freshImage(`${team.name}/${number}`, { megabytes: 30 }),
                ),
            );
            images.push(...pushed.map(({ reference }) => reference));
            const entries = pushed.map(({ reference }, number) => ({
                name: `i${number}`,
                image: reference,
                size: "30MB",
            }));
            team.configure({
                rollout: {
                    namespace: team.name,
                    images: entries,
                    helperImage: PAUSE_IMAGE,
                    nodes: 1,
                    cluster: CLUSTER,
                },
            });
            const up = await team.up();
            assert.equal(up.failure, undefined, up.output);
        }
    });
    after(async () => {
        await removeNodes();
        for (const scenario of [...teams, platformTeam]) {
            await scenario.remove();
        }
    });

    for (const number of JOINS) {
        it(`takes none before their images are there: join ${number}`, async () => {
            const node = nodeName(number);
            const probes = await join(node, NAMESPACES[0] ?? "", images);
            const warm = await warmAt(node);
            assert.equal(probes.length, 3);
            for (const { pulled, scheduledAt } of probes) {
                assert.match(pulled, /already present on machine/);
                assert.ok(scheduledAt >= warm, `scheduled ${warm - scheduledAt} ms before the images were there`);
            }
            assert.equal(await taintsOf(node), "");
        });
    }

    it("carries no pod of the hold afterwards", async () => {
        const selector = "app.kubernetes.io/component in (node-warmup,node-warmup-companion)";
        for (const node of JOINS.map(nodeName)) {
            await eventually(async () => assert.deepEqual(await podsOn(node, selector), []), 120);
        }
    });
});
