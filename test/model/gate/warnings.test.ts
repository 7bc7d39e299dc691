import assert from "node:assert/strict";
import { moreNodesText, nearClockText } from "../../../model/gate/warnings";
import { DEFAULT_STARTUP_TAINT } from "../../../model/nodes/startupTaint";
import { clock, share } from "../../../model/timeouts/clock";
import { event, node, pod } from "../../support/gateView";
import { IMAGE } from "../../support/pullErrors";

describe("moreNodesText", () => {
    const three = [node("a"), node("b"), node("c", { labels: { pool: "gpu" } })];

    it("says how many to declare", () => {
        const expected = "3 nodes pull, and the clocks are derived for 2; declare nodes: 3";
        assert.equal(moreNodesText({ nodes: three, selection: {}, declaredNodes: 2 }), expected);
    });

    it("says nothing of as many as declared, and where nothing was declared", () => {
        assert.equal(moreNodesText({ nodes: three, selection: {}, declaredNodes: 3 }), undefined);
        assert.equal(moreNodesText({ nodes: three, selection: {} }), undefined);
    });

    it("counts nodes of the selection that are not held back", () => {
        const held = node("d", { taints: [{ key: DEFAULT_STARTUP_TAINT, effect: "NoSchedule" }] });
        const selection = { nodeSelector: { pool: "gpu" } };
        assert.equal(moreNodesText({ nodes: three, selection, declaredNodes: 1 }), undefined);
        assert.equal(moreNodesText({ nodes: [...three, held], selection: {}, declaredNodes: 3 }), undefined);
    });
});

describe("nearClockText", () => {
    const gate = clock(share("schedule", 60, ""), share("pull", 300, ""));
    const pulled = (on: string, took: string, image = IMAGE) =>
        event(pod(on), `Successfully pulled image "${image}" in ${took}. Image size: 5 bytes.`, 0);

    it("names the slowest pull and its node over 70 % of the clock's share, waiting included", () => {
        const events = [pulled("a", "100s"), pulled("b", "150s (3m31s including waiting)"), pulled("c", "210s")];
        const text = nearClockText({ image: IMAGE, events, gate });
        assert.match(text ?? "", /^the slowest pull of .* took 211 s of 300 s, on b; declare a pullRate: /);
    });

    it("says nothing of 70 % and less, of other images, and of a clock without a pull", () => {
        const events = [pulled("a", "3m30s"), pulled("b", "290s", "docker.io/library/other:1")];
        assert.equal(nearClockText({ image: IMAGE, events, gate }), undefined);
        assert.equal(nearClockText({ image: IMAGE, events: [], gate }), undefined);
        const other = clock(share("schedule", 60, ""));
        assert.equal(nearClockText({ image: IMAGE, events: [pulled("a", "10m")], gate: other }), undefined);
    });
});
