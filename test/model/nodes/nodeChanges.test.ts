import assert from "node:assert/strict";
import type { NodeStatus } from "../../../model/nodes/nodeCase";
import { NodeChanges } from "../../../model/nodes/nodeChanges";
import { at } from "../../support/gateView";

function joining(different: Partial<NodeStatus> = {}): NodeStatus {
    const images = { present: [], missing: ["a:1"] };
    return { node: "aks-7", state: "joining", sinceSeconds: 40, ...images, text: "it pulls", ...different };
}

describe("what watch tells of nodes that join", () => {
    it("is each state once, and again when it changes", () => {
        const changes = new NodeChanges();
        const line = "aks-7 has been joining for 40 s: it pulls";
        assert.deepEqual(changes.since([joining()], at(0)), [
            { at: "2026-01-15T12:00:00.000Z", node: "aks-7", state: "joining", line, healthy: true },
        ]);
        assert.deepEqual(changes.since([joining({ sinceSeconds: 50 })], at(10)), []);
        const [other] = changes.since([joining({ text: "it waits" })], at(20));
        assert.match(other?.line ?? "", /: it waits$/);
    });

    it("is what to do where something is wrong", () => {
        const fault = { explanation: "held back", text: "x509", advice: "renew it", cause: "certificate" } as const;
        const [first] = new NodeChanges().since([joining({ fault })], at(0));
        assert.deepEqual([first?.healthy, first?.cause], [false, "certificate"]);
        assert.match(first?.line ?? "", /: it pulls; renew it$/);
        const { cause: _, ...unknown } = fault;
        const [second] = new NodeChanges().since([joining({ fault: unknown })], at(0));
        assert.ok(second && !second.healthy && !("cause" in second));
    });

    it("is that a node takes pods, with the time since it joined, once", () => {
        const changes = new NodeChanges();
        changes.since([joining(), joining({ node: "aks-8", sinceSeconds: undefined })], at(0));
        changes.since([joining({ sinceSeconds: 999, text: "it waits" }), joining({ node: "aks-8" })], at(10));
        const ends = (now: number, ...still: NodeStatus[]) =>
            changes.since(still, at(now)).map(({ state, line, healthy }) => [state, line, healthy]);
        const line = "aks-7 is held back no more, after 60 s";
        assert.deepEqual(ends(20, joining({ node: "aks-8" })), [["letIn", line, true]]);
        assert.deepEqual(ends(30), [["letIn", "aks-8 is held back no more, after 30 s", true]]);
        assert.deepEqual(ends(40), []);
        assert.equal(changes.since([joining()], at(50)).length, 1);
    });
});
