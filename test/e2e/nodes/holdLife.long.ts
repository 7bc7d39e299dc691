// What may happen while nodes join: the hold lets each node in exactly when it is warm, or says why it does not.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join as at } from "node:path";
import { DEFAULT_STARTUP_TAINT } from "../../../model/nodes/startupTaint";
import { kubectl } from "../../../platform/kubernetes/kubectl";
import { realNodes } from "../../../platform/kubernetes/node/keptNodes";
import { changeNode } from "../../../platform/kubernetes/platform";
import { type ExtraRegistry, startExtraRegistry } from "../../../platform/kubernetes/registry";
import { KUBECONFIG } from "../../../platform/paths";
import { runHere } from "../../support/runHere";
import { Child } from "../support/child";
import { eventually } from "../support/eventually";
import { Scenario } from "../support/scenario";
import { HeldCluster, newImages, releaseOf, went } from "./support/heldCluster";
import { addHeld, assertWarm, join, podsOn, probe, taintsOf } from "./support/joins";

const OTHER_TAINT = "e2e/other";
const names = ["supersede", "failing", "hopeless", "reimage", "unselected", "new-stack", "destroy"] as const;
const node = (name: (typeof names)[number]) => `e2e-${name}`;

describe("the life of a hold", () => {
    const teams = ["e2e-life-a", "e2e-life-b", "e2e-life-c"].map((name) => new Scenario(name)) as [
        Scenario,
        Scenario,
        Scenario,
    ];
    const [first, second, third] = teams;
    const cluster = new HeldCluster("e2e-life", names.map(node), teams, {
        tolerations: [{ key: OTHER_TAINT, operator: "Exists" }],
    });
    let registry: ExtraRegistry;

    before(async () => {
        registry = await startExtraRegistry();
        await cluster.prepare();
        went(await releaseOf(first, await newImages(first.name, 1)));
    });
    after(async () => {
        await cluster.remove();
        await registry.stop();
    });
    afterEach(async () => {
        // Its failing release would hold the nodes of every later test.
        await second.destroy();
        await registry.set({});
        await cluster.removeNodes();
    });

    /** An image of the first team that new nodes pull at 1 MB/s, and other nodes have. */
    async function slowRelease(): Promise<string> {
        const [pushed = ""] = await newImages(first.name, 1);
        const image = pushed.replace(/^[^/]+/, registry.address);
        went(await releaseOf(first, [image]));
        await registry.set({ rate: 1_000_000 });
        return image;
    }

    const pulling = (name: string) =>
        eventually(async () =>
            assert.match(
                (await status("--nodes")).stdout.replace(/\s+/g, " "),
                new RegExp(`${name} - joining \\d of \\d`),
            ),
        );
    const status = (...words: string[]) => runHere(["status", "--kubeconfig", KUBECONFIG, ...words]);
    const letIn = (name: string) => eventually(async () => assert.equal(await taintsOf(name), ""), 120);

    it("does not wait for a release that is superseded meanwhile", async () => {
        await slowRelease();
        await addHeld(node("supersede"));
        await pulling(node("supersede"));
        const images = await newImages(first.name, 1);
        const waiting = await probe(node("supersede"), first.name, images);
        const output = went(await releaseOf(first, images));
        assert.match(output, /is joining: no pods there before/);
        await assertWarm(node("supersede"), await waiting());
    });

    /** The pre-pull of an image that does not exist, next to the good one of the first team. */
    async function failingNextTo(good: readonly string[], name: string): Promise<void> {
        went(await releaseOf(first, good));
        assert.match((await releaseOf(second, [`127.0.0.1:5005/${second.name}/missing:1`])).output, /not found/);
        await addHeld(name);
    }

    const heldBack = (name: string) =>
        eventually(async () => {
            const { code, stdout } = await status("-n", first.name);
            const text = stdout.replace(/\s+/g, " ");
            assert.match(text, new RegExp(`held back: ${name} takes no pods, because it cannot pull`));
            assert.match(text, /missing:1: not found/);
            assert.equal(code, 1);
            return text;
        });

    it("keeps the node out while a release fails next to a good one, and lets it in once that one is gone", async () => {
        const good = await newImages(first.name, 1);
        await failingNextTo(good, node("failing"));
        await heldBack(node("failing"));
        const waiting = await probe(node("failing"), first.name, good);
        assert.match(await taintsOf(node("failing")), /image-delivery/);
        await second.destroy();
        await assertWarm(node("failing"), await waiting());
    });

    it("names a pull that can never work in status and watch, and the documented command lets the node in", async () => {
        const good = await newImages(first.name, 1);
        await failingNextTo(good, node("hopeless"));
        const watch = new Child("cli/main.ts", ["watch", "--all-namespaces", "--kubeconfig", KUBECONFIG]);
        await watch
            .prints(/e2e-hopeless has been joining for .*it cannot pull \S+missing:1: not found/, 120)
            .finally(() => watch.end());
        const said = await heldBack(node("hopeless"));
        const waiting = await probe(node("hopeless"), first.name, good);
        const [, command = ""] = /`kubectl (taint node [^`]+)`/.exec(said) ?? [];
        await kubectl(command.split(" "));
        for (const { pulled } of await waiting()) {
            assert.match(pulled, /already present on machine/);
        }
    });

    it("holds a node again whose disk was replaced", async () => {
        const images = await newImages(first.name, 1);
        went(await releaseOf(first, images));
        await assertWarm(node("reimage"), await join(node("reimage"), first.name, images));
        await changeNode({ verb: "stop", name: node("reimage") });
        const { folder = "" } = realNodes().find(({ name }) => name === node("reimage")) ?? {};
        rmSync(at(folder, "containerd/root"), { recursive: true });
        await kubectl(["delete", "node", node("reimage")]);
        await kubectl(["delete", "pods", "-A", `--field-selector=spec.nodeName=${node("reimage")}`, "--force"]);
        const waiting = await probe(node("reimage"), first.name, images);
        await changeNode({ verb: "start", name: node("reimage") });
        await assertWarm(node("reimage"), await waiting());
    });

    it("lets a node in that no pre-pull selects", async () => {
        await addHeld(node("unselected"), `${OTHER_TAINT}=:NoSchedule`);
        await eventually(async () => assert.doesNotMatch(await taintsOf(node("unselected")), /image-delivery/), 120);
        assert.deepEqual(await podsOn(node("unselected"), "app.kubernetes.io/component=image-prepull"), []);
        assert.match((await status("--nodes")).stdout, /^e2e-unselected +- +unselected +0 of 0/m);
    });

    it("waits for a stack that is new while the node joins, whose gate does not wait for the node", async () => {
        const slow = await slowRelease();
        await addHeld(node("new-stack"));
        await pulling(node("new-stack"));
        const images = await newImages(third.name, 1);
        const waiting = await probe(node("new-stack"), third.name, [...images, slow]);
        assert.match(went(await releaseOf(third, images)), /e2e-new-stack is joining/);
        assert.match(await taintsOf(node("new-stack")), /image-delivery/);
        await registry.set({});
        await assertWarm(node("new-stack"), await waiting());
    });

    it("leaves the taint when it is destroyed while nodes join, says so, and lets them in when it is back", async () => {
        await slowRelease();
        await addHeld(node("destroy"));
        await pulling(node("destroy"));
        assert.equal((await cluster.platformTeam.destroy()).failure, undefined);
        await registry.set({});
        await eventually(async () => {
            const { code, stdout } = await status();
            assert.match(
                stdout.replace(/\s+/g, " "),
                /e2e-destroy takes no pods, because no NodeWarmup of this cluster/,
            );
            assert.equal(code, 1);
        }, 120);
        assert.match(await taintsOf(node("destroy")), new RegExp(DEFAULT_STARTUP_TAINT));
        went(await cluster.platformTeam.up());
        await letIn(node("destroy"));
    });
});
