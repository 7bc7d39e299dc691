import assert from "node:assert/strict";
import type { TaintFacts } from "../../../model/kubernetes/facts";
import {
    forbiddingTaint,
    type NodeToleration,
    selectionText,
    selects,
    taintText,
} from "../../../model/nodes/selection";
import { node } from "../../support/gateView";

const GPU: TaintFacts = { key: "sku", value: "gpu", effect: "NoSchedule" };

function isSelected(taint: TaintFacts, ...tolerations: NodeToleration[]): boolean {
    return selects({ tolerations }, node("n", { taints: [taint] }));
}

describe("a node that is selected", () => {
    it("has every label of the selector, with its value", () => {
        const one = node("n", { labels: { pool: "apps", os: "linux" } });
        assert.ok(selects({}, one));
        assert.ok(selects({ nodeSelector: { pool: "apps", os: "linux" } }, one));
        assert.ok(!selects({ nodeSelector: { pool: "apps", zone: "1" } }, one));
        assert.ok(!selects({ nodeSelector: { pool: "system" } }, one));
        assert.ok(!selects({ nodeSelector: { constructor: "x" } }, one));
    });

    it("has no taint that is not tolerated", () => {
        assert.ok(!isSelected(GPU));
        assert.ok(!isSelected({ ...GPU, effect: "NoExecute" }));
        assert.ok(isSelected({ ...GPU, effect: "PreferNoSchedule" }));
    });

    it("is tolerated by key and value, by key alone, or altogether", () => {
        assert.ok(isSelected(GPU, { key: "sku", operator: "Equal", value: "gpu", effect: "NoSchedule" }));
        assert.ok(isSelected(GPU, { key: "sku", value: "gpu" }));
        assert.ok(isSelected(GPU, { key: "sku", operator: "Exists" }));
        assert.ok(isSelected(GPU, { operator: "Exists" }));
        assert.ok(isSelected({ key: "spot", effect: "NoSchedule" }, { key: "spot" }));
    });

    it("is not tolerated by another key, value, effect, or by an operator that is not known", () => {
        assert.ok(!isSelected(GPU, { key: "pool", operator: "Exists" }));
        assert.ok(!isSelected(GPU, { key: "sku", value: "cpu" }));
        assert.ok(!isSelected(GPU, { key: "sku", operator: "Exists", effect: "NoExecute" }));
        assert.ok(!isSelected(GPU, { key: "sku", operator: "Gt", value: "gpu" }));
        assert.ok(!isSelected(GPU, { value: "gpu" }));
    });

    it("may have the taints that a DaemonSet tolerates on its own", () => {
        for (const condition of ["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"]) {
            assert.ok(isSelected({ key: `node.kubernetes.io/${condition}`, effect: "NoSchedule" }), condition);
        }
        for (const condition of ["not-ready", "unreachable"]) {
            assert.ok(isSelected({ key: `node.kubernetes.io/${condition}`, effect: "NoExecute" }), condition);
        }
        assert.ok(!isSelected({ key: "node.kubernetes.io/network-unavailable", effect: "NoSchedule" }));
        assert.ok(!isSelected({ key: "ToBeDeletedByClusterAutoscaler", effect: "NoSchedule" }));
    });

    it("and what forbids it are named in texts", () => {
        assert.equal(selectionText({ nodeSelector: { b: "2", a: "1" } }), "nodeSelector a=1, b=2");
        assert.equal(selectionText({}), "an empty nodeSelector");
        assert.deepEqual(forbiddingTaint({}, node("n", { taints: [GPU] })), GPU);
        assert.equal(taintText(GPU), "sku=gpu:NoSchedule");
        assert.equal(taintText({ key: "spot", effect: "NoExecute" }), "spot:NoExecute");
    });
});
