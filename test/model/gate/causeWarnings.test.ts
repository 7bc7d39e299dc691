import assert from "node:assert/strict";
import { type GateQuestion, gateVerdict } from "../../../model/gate/verdict";
import { at, event, failed, node, pod, pulling, question } from "../../support/gateView";
import { IMAGE, PULL_ERRORS } from "../../support/pullErrors";

const [NOT_FOUND = ""] = PULL_ERRORS.notFound;
const [CORRUPT = ""] = PULL_ERRORS.corruptLayer;
const OTHER = "acr1.azurecr.io/other@sha256:2";
const A = pod("a");
const B = pod("b");
const C = pod("c");

function warnings(different: Partial<GateQuestion>): readonly string[] {
    const verdict = gateVerdict(question(different));
    return verdict.state === "wait" ? verdict.warnings.map(({ text }) => text) : [verdict.state];
}

describe("a gate that waits", () => {
    it("warns of a cause with the image, the node and its patience, as soon as it is known", () => {
        const view = { nodes: [node("a")], pods: [A], events: [failed(A, NOT_FOUND, 5)] };
        assert.deepEqual(warnings({ ...view, now: at(5) }), [
            `pre-pull of ${IMAGE}: node a: not found: the registry has no such repository, tag or digest; it is tried again for 60 s`,
        ]);
        assert.deepEqual(warnings({ ...view, now: at(65) }), ["fail"]);
    });

    it("warns of each cause once, that of most nodes first", () => {
        const view = {
            nodes: ["a", "b", "c"].map((name) => node(name)),
            pods: [A, B, C],
            events: [failed(A, CORRUPT, 5), failed(B, NOT_FOUND, 5), failed(C, NOT_FOUND, 5)],
            now: at(10),
        };
        const [first, second, ...others] = warnings(view);
        assert.match(first ?? "", /node b and 1 more: not found/);
        assert.match(second ?? "", /node a: corrupt layer: .*; it is tried again to the end$/);
        assert.deepEqual(others, []);
    });

    it("warns of nothing while nodes pull, and of no failure of another image in the pod", () => {
        const view = { nodes: [node("a")], pods: [A], now: at(10) };
        assert.deepEqual(warnings({ ...view, events: [pulling(A, 5)] }), []);
        const other = event(A, `Failed to pull image "${OTHER}": ${NOT_FOUND}`, 5);
        assert.deepEqual(warnings({ ...view, others: [OTHER], events: [other] }), []);
    });
});
