import assert from "node:assert/strict";
import { type GateQuestion, gateVerdict } from "../../../model/gate/verdict";
import { at, node, pod, pulled, pulling, question, readyPod } from "../../support/gateView";

const A = pod("a");

/** The verdict on nodes a, b, ... of which the first `warm` have the image. */
function verdictOn(total: number, warm: number, different: Partial<GateQuestion> = {}) {
    const names = Array.from({ length: total }, (_, index) => `n${String(index).padStart(3, "0")}`);
    const pods = names.map((name, index) => (index < warm ? readyPod(name) : pod(name)));
    return gateVerdict(question({ nodes: names.map((name) => node(name)), pods, ...different }));
}

function stateOf(different: Partial<GateQuestion>): string {
    return gateVerdict(question(different)).state;
}

describe("the gate", () => {
    it("opens when every selected node has the image", () => {
        assert.deepEqual(verdictOn(3, 3), { state: "open", warm: 3, total: 3, left: [] });
        assert.equal(verdictOn(3, 2).state, "wait");
    });

    it("takes a pulled image for a warm node before the pod is ready", () => {
        assert.equal(stateOf({ nodes: [node("a")], pods: [A], events: [pulling(A, 1), pulled(A, 20)] }), "open");
    });

    it("opens at the quorum, and names the nodes that it does without", () => {
        assert.deepEqual(verdictOn(3, 2, { quorum: 0.6 }), { state: "open", warm: 2, total: 3, left: ["n002"] });
        assert.equal(verdictOn(3, 2, { quorum: 0.67 }).state, "wait");
    });

    it("counts a quorum without the errors of floating point", () => {
        assert.equal(verdictOn(30, 3, { quorum: 0.1 }).state, "open");
        assert.equal(verdictOn(100, 7, { quorum: 0.07 }).state, "open");
        assert.equal(verdictOn(100, 6, { quorum: 0.07 }).state, "wait");
    });

    it("opens although its clock ran out, when the nodes have the image by then", () => {
        assert.equal(verdictOn(2, 2, { now: at(5_000) }).state, "open");
    });

    it("asks nothing of nodes that are NotReady, cordoned, or not selected", () => {
        const nodes = [
            node("a"),
            node("down", { ready: false, taints: [{ key: "node.kubernetes.io/unreachable", effect: "NoSchedule" }] }),
            node("starting", { ready: false }),
            node("cordoned", { schedulable: false }),
            node("tainted", { taints: [{ key: "sku", effect: "NoSchedule" }] }),
        ];
        const verdict = gateVerdict(question({ nodes, pods: [readyPod("a")] }));
        assert.deepEqual(verdict, {
            state: "open",
            warm: 1,
            total: 1,
            left: [],
            away: ["cordoned (cordoned)", "down (not Ready)", "starting (not Ready)"],
        });
    });

    it("takes no word from pods that are being deleted, or have ended", () => {
        const nodes = [node("a")];
        assert.equal(stateOf({ nodes, pods: [{ ...readyPod("a"), deletedAt: at(1) }] }), "wait");
        assert.equal(stateOf({ nodes, pods: [pod("a", { phase: "Failed" })], events: [pulled(A, 5)] }), "wait");
    });

    it("looks at the pod that is further where a node has two", () => {
        const pods = [readyPod("a"), pod("a", { name: "another" })];
        assert.equal(stateOf({ nodes: [node("a")], pods }), "open");
        assert.equal(stateOf({ nodes: [node("a")], pods: [...pods].reverse() }), "open");
    });
});

describe("a gate without nodes", () => {
    const selection = { nodeSelector: { pool: "apps" } };

    it("fails immediately where no node matches the selector", () => {
        assert.equal(stateOf({ nodes: [node("a")], selection }), "fail");
        assert.equal(stateOf({ nodes: [] }), "fail");
    });

    it("waits until the clock where the nodes that match are not Ready", () => {
        const nodes = [node("a", { ready: false, labels: { pool: "apps" } })];
        assert.equal(stateOf({ nodes, selection, now: at(969) }), "wait");
        assert.equal(stateOf({ nodes, selection, now: at(970) }), "fail");
    });

    it("opens where that is allowed", () => {
        const verdict = gateVerdict(question({ nodes: [node("a")], selection, allowZeroNodes: true }));
        assert.deepEqual(verdict, { state: "open", warm: 0, total: 0, left: [] });
    });
});
