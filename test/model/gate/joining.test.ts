import assert from "node:assert/strict";
import fc from "fast-check";
import { heldNodes, unheldJoins } from "../../../model/gate/joining";
import { gateVerdict } from "../../../model/gate/verdict";
import { DEFAULT_STARTUP_TAINT, warmLabel } from "../../../model/nodes/startupTaint";
import { at, node, question, readyPod } from "../../support/gateView";

const TAINT = { key: DEFAULT_STARTUP_TAINT, value: "cold", effect: "NoSchedule" };
const SPOT = { key: "spot", effect: "NoSchedule" };
const held = (name: string, more: object = {}) => node(name, { taints: [TAINT], createdAt: at(0), ...more });
const letIn = (name: string) => node(name, { labels: { [warmLabel("hold", "platform")]: "true" } });
const asked = (nodes: ReturnType<typeof node>[], more: object = {}) => ({ nodes, selection: {}, now: at(60), ...more });
const names = (nodes: readonly { name: string }[]) => nodes.map(({ name }) => name);

describe("a node that joins with the start-up taint", () => {
    it("is not waited for, and named when the gate opens", () => {
        const verdict = gateVerdict(question({ nodes: [node("a"), held("b")], pods: [readyPod("a")] }));
        assert.deepEqual(verdict, { state: "open", warm: 1, total: 1, left: [], held: ["b"] });
    });

    it("is not waited for where every taint is tolerated, either", () => {
        const selection = { tolerations: [{ operator: "Exists" }] };
        const verdict = gateVerdict(question({ nodes: [node("a"), held("b")], pods: [readyPod("a")], selection }));
        assert.deepEqual(verdict, { state: "open", warm: 1, total: 1, left: [], held: ["b"] });
    });

    it("is counted while the others are waited for", () => {
        const verdict = gateVerdict(question({ nodes: [node("a"), held("b"), held("c")], pods: [] }));
        assert.equal(verdict.state, "wait");
        assert.match(
            verdict.state === "wait" ? verdict.progress.line : "",
            /0 of 1 node has .*; 2 more are joining, held back/,
        );
    });

    it("is waited for where it is the only one", () => {
        const verdict = gateVerdict(question({ nodes: [held("b")], pods: [readyPod("b")] }));
        assert.equal(verdict.state, "wait");
        assert.match(verdict.state === "wait" ? verdict.progress.line : "", /waits: 1 more is joining/);
    });

    it("is one of the selection only", () => {
        const other = held("b", { taints: [TAINT, SPOT] });
        assert.deepEqual(names(heldNodes(asked([other, held("c", { labels: { pool: "x" } })]))), ["c"]);
        const selection = { nodeSelector: { pool: "x" } };
        assert.deepEqual(names(heldNodes(asked([held("b"), held("c", { labels: { pool: "x" } })], { selection }))), [
            "c",
        ]);
    });

    it("may be known by another key, and is let in once the taint keeps no pod away", () => {
        const other = node("b", { taints: [{ ...TAINT, key: "example.com/cold" }] });
        assert.deepEqual(names(heldNodes(asked([other], { startupTaint: "example.com/cold" }))), ["b"]);
        assert.deepEqual(heldNodes(asked([other])), []);
        assert.deepEqual(heldNodes(asked([held("c", { taints: [{ ...TAINT, effect: "PreferNoSchedule" }] })])), []);
    });
});

describe("a node that joins without the start-up taint", () => {
    const young = node("b", { createdAt: at(0) });

    it("is named where the cluster holds new nodes back", () => {
        assert.deepEqual(names(unheldJoins(asked([letIn("a"), young, held("c")]))), ["b"]);
        const verdict = gateVerdict(question({ nodes: [letIn("a"), young], pods: [readyPod("a"), readyPod("b")] }));
        assert.deepEqual(verdict, { state: "open", warm: 2, total: 2, left: [], unheld: ["b"] });
    });

    it("is nothing to speak of where no hold is at work, or where it was there before", () => {
        assert.deepEqual(unheldJoins(asked([node("a"), young])), []);
        assert.deepEqual(unheldJoins(asked([letIn("a"), node("b")])), []);
        assert.deepEqual(unheldJoins(asked([letIn("a"), young], { now: at(601) })), []);
    });
});

describe("nodes that join", () => {
    it("are held, let in, or neither, and never two of it", () => {
        const kinds = fc.constantFrom(held, letIn, (name: string) => node(name, { createdAt: at(0) }), node);
        fc.assert(
            fc.property(fc.array(kinds), (make) => {
                const nodes = make.map((each, index) => each(`n${index}`));
                const both = [...names(heldNodes(asked(nodes))), ...names(unheldJoins(asked(nodes)))];
                assert.equal(new Set(both).size, both.length);
            }),
        );
    });
});
