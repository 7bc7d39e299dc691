// Updates of the platform's stack and kubelets die in the middle of a hold: no node stays tainted once all is up again.
import assert from "node:assert/strict";
import { realNodes } from "../../../platform/kubernetes/node/keptNodes";
import { kubeletOf } from "../../../platform/kubernetes/node/services";
import { changeNode } from "../../../platform/kubernetes/platform";
import { platformProcesses } from "../../../platform/kubernetes/processes";
import { type ExtraRegistry, startExtraRegistry } from "../../../platform/kubernetes/registry";
import { Child } from "../support/child";
import { eventually } from "../support/eventually";
import { Scenario } from "../support/scenario";
import { HeldCluster, newImages, releaseOf, went } from "./support/heldCluster";
import { holdSection } from "./support/hold";
import { PHASES, reached } from "./support/holdPhases";
import { addHeld, pulledTexts, started, taintsOf } from "./support/joins";

const CASES = Object.entries(PHASES).map(([title, phase], index) => ({ title, phase, node: `e2e-kill-${index + 1}` }));
const NODES = CASES.map(({ node }) => node);

describe("a hold whose update and whose kubelet die", () => {
    const team = new Scenario("e2e-kill-team");
    const cluster = new HeldCluster("e2e-kill", NODES, [team]);
    let images: string[] = [];
    let registry: ExtraRegistry;
    let update: Child | undefined;

    before(async () => {
        // Some seconds for each node.
        registry = await startExtraRegistry({ rate: 8_000_000 });
        await cluster.prepare();
        images = (await newImages(team.name, 1)).map((image) => image.replace(/^[^/]+/, registry.address));
        went(await releaseOf(team, images));
    });
    after(async () => {
        await cluster.remove();
        await registry.stop();
    });

    afterEach(() => update?.end());

    for (const [index, { title, phase, node }] of CASES.entries()) {
        it(`lets a node in after a kill of both, the kubelet's when the node ${title}`, async () => {
            const waiting = await started(node, team.name, images);
            const running = startUpdate(index);
            update = running;
            await addHeld(node);
            await Promise.all([
                reached(node, phase).then(() => killKubelet(node)),
                // The hold's two DaemonSets are updated one after the other.
                running.prints(/DaemonSet node-warmup\S* updating/, 120).then(() => running.end()),
            ]);
            await changeNode({ verb: "start", name: node });
            went(await cluster.platformTeam.up());
            for (const pod of await waiting()) {
                // A kubelet that dies takes the events with it that it has not sent yet.
                for (const text of await pulledTexts(pod, team.name)) {
                    assert.match(text, /already present on machine/);
                }
            }
            await eventually(async () => assert.equal(await taintsOf(node), ""));
            await changeNode({ verb: "remove", name: node });
        });
    }

    it("leaves no node tainted", async () => {
        for (const { name } of realNodes()) {
            assert.equal(await taintsOf(name), "");
        }
    });

    /** Another toleration is another pod: the update replaces those of the hold. */
    function startUpdate(index: number): Child {
        const { name } = cluster.platformTeam;
        const tolerations = [{ key: `e2e/kill-${index}`, operator: "Exists" }];
        cluster.platformTeam.configure({ nodeWarmup: { ...holdSection(name), tolerations } });
        return new Child("test/e2e/support/upChild.ts", [name]);
    }
});

function killKubelet(name: string): void {
    const node = realNodes().find((each) => each.name === name);
    assert.ok(node);
    const kubelets = platformProcesses().filter(({ program }) => program === kubeletOf(node).program);
    assert.equal(kubelets.length, 1);
    for (const { pid } of kubelets) {
        process.kill(pid, "SIGKILL");
    }
}
