import assert from "node:assert/strict";
import { awayFrom, leftBy, letInLabels, noneLetInText, wasLeft } from "../../../model/nodes/letIn";
import { warmLabel } from "../../../model/nodes/startupTaint";
import { node } from "../../support/gateView";

const WARM = warmLabel("hold", "platform");
const OTHER = warmLabel("hold", "team");
const BY_HAND = "warm.aks-image-delivery/by-hand";
const POOL = { nodeSelector: { agentpool: "apps" } };

describe("pods that leave nodes that were let in", () => {
    it("are known by the labels that they stay away from", () => {
        assert.deepEqual(leftBy(awayFrom([WARM, BY_HAND])), [WARM, BY_HAND]);
        assert.deepEqual(leftBy(awayFrom([])), []);
    });

    it("are not those with another affinity, or none", () => {
        assert.deepEqual(leftBy(undefined), []);
        assert.deepEqual(leftBy({}), []);
        assert.deepEqual(leftBy({ nodeAffinity: {} }), []);
        assert.deepEqual(leftBy(awayFrom(["example.com/gpu"])), []);
        const terms = [{ matchExpressions: [{ key: WARM, operator: "Exists" }] }, {}];
        const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } };
        assert.deepEqual(leftBy({ nodeAffinity }), []);
    });

    it("leave by each hold's label once, and by the one for people", () => {
        const nodes = [
            node("a", { labels: { [WARM]: "true", agentpool: "apps" } }),
            node("b", { labels: { [WARM]: "" } }),
        ];
        assert.deepEqual(letInLabels(nodes), [BY_HAND, WARM].sort());
        assert.deepEqual(
            letInLabels([...nodes, node("c", { labels: { [OTHER]: "true" } })]),
            [BY_HAND, WARM, OTHER].sort(),
        );
        assert.deepEqual(letInLabels([]), [BY_HAND]);
    });

    it("are told how to leave where no node was let in", () => {
        assert.match(noneLetInText(), /`kubectl label node <node> warm\.aks-image-delivery\/by-hand=true`$/);
    });
});

describe("a node that a pre-pull has left", () => {
    const leaving = [{ selection: POOL, leaves: [OTHER, WARM] }];
    const left = (labels: Record<string, string>) => wasLeft(node("a", { labels }), leaving);

    it("has one of the labels, and is of the pre-pull's nodes", () => {
        assert.equal(left({ agentpool: "apps", [WARM]: "true" }), true);
        assert.equal(left({ agentpool: "apps", [BY_HAND]: "true" }), false);
        assert.equal(left({ agentpool: "system", [WARM]: "true" }), false);
        assert.equal(wasLeft(node("a", { labels: { [WARM]: "true" } }), []), false);
    });
});
