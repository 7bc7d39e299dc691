import assert from "node:assert/strict";
import fc from "fast-check";
import type { TaintFacts } from "../../../model/kubernetes/facts";
import { holdPolicy } from "../../../model/nodes/holdPolicy";
import { selects } from "../../../model/nodes/selection";
import {
    DEFAULT_STARTUP_TAINT,
    heldBy,
    holdGoneText,
    isHeld,
    isLetIn,
    startupTaintFaults,
    startupToleration,
    WARM_PREFIX,
    warmLabel,
} from "../../../model/nodes/startupTaint";
import { node } from "../../support/gateView";

const dnsLabel = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);

describe("the start-up taint", () => {
    // cluster-autoscaler/utils/taints/taints.go: StartupTaintPrefix
    it("is one that the cluster autoscaler leaves out of its simulation", () => {
        assert.match(DEFAULT_STARTUP_TAINT, /^startup-taint\.cluster-autoscaler\.kubernetes\.io\//);
        assert.deepEqual(startupTaintFaults(DEFAULT_STARTUP_TAINT), []);
        assert.deepEqual(startupTaintFaults(undefined), []);
    });

    it("is named where its hold was destroyed, with what to do about the pools", () => {
        assert.match(
            holdGoneText(),
            new RegExp(`keep the taint ${DEFAULT_STARTUP_TAINT}, as long as their node pools`),
        );
        assert.match(holdGoneText("example.com/cold"), /the taint example\.com\/cold,/);
    });

    it("is a key: of one name, or of a prefix and a name", () => {
        for (const key of ["warm", "example.com/warm", "a.b-c.d/Warm_1.x", `a/${"x".repeat(63)}`]) {
            assert.deepEqual(startupTaintFaults(key), [], key);
        }
        const bad = ["", "a/b/c", "a=b", "a:NoSchedule", "Example.com/warm", "example.com/", "/warm", "a b", "a'b"];
        for (const key of [...bad, `a/${"x".repeat(64)}`]) {
            const [fault] = startupTaintFaults(key);
            assert.equal(fault?.property, "startupTaint", key);
            assert.match(fault?.reason ?? "", /is not a key; expected the key of a taint without value and effect/);
        }
    });

    it("is that of a hold of the cluster, or the default one, while it keeps pods away", () => {
        const [own, usual] = [
            { key: "example.com/cold", effect: "NoExecute" },
            { key: DEFAULT_STARTUP_TAINT, effect: "NoSchedule" },
        ];
        const held = (taints: TaintFacts[], holds?: string[]) => heldBy(node("n", { taints }), holds)?.key;
        assert.equal(held([usual, own], [own.key]), own.key);
        assert.equal(held([own, usual]), usual.key);
        assert.equal(held([usual], [own.key]), usual.key);
        assert.equal(held([own]), undefined);
        assert.equal(held([{ ...usual, effect: "PreferNoSchedule" }], [own.key]), undefined);
        assert.deepEqual(
            [isHeld(node("n", { taints: [own] }), own.key), isHeld(node("n", { taints: [own] }))],
            [true, false],
        );
        const labelled = node("n", { labels: { [warmLabel("hold", "platform")]: "true", agentpool: "apps" } });
        assert.deepEqual([isLetIn(labelled), isLetIn(node("n", { labels: { agentpool: "apps" } }))], [true, false]);
    });

    it("is tolerated whatever its value and effect", () => {
        for (const effect of ["NoSchedule", "NoExecute"]) {
            const tainted = node("n", { taints: [{ key: DEFAULT_STARTUP_TAINT, value: "cold", effect }] });
            assert.equal(selects({}, tainted), false);
            assert.equal(selects({ tolerations: [startupToleration()] }, tainted), true);
            assert.equal(selects({ tolerations: [startupToleration("other")] }, tainted), false);
        }
    });
});

describe("the label of a node that was let in", () => {
    it("is a label, and another one for each hold of a cluster", () => {
        fc.assert(
            fc.property(dnsLabel, dnsLabel, dnsLabel, dnsLabel, (name, namespace, otherName, otherNamespace) => {
                const label = warmLabel(name, namespace);
                assert.ok(label.startsWith(WARM_PREFIX));
                assert.ok(label.length - WARM_PREFIX.length <= 63);
                const same = name === otherName && namespace === otherNamespace;
                assert.equal(label === warmLabel(otherName, otherNamespace), same);
            }),
        );
    });
});

describe("the policy of a hold", () => {
    it("says in each rule what the refused client did", () => {
        const rules = holdPolicy("example.com/warm", "warm.aks-image-delivery/x.y");
        assert.equal(new Set(rules.map(({ message }) => message)).size, rules.length);
        const all = rules.map(({ expression }) => expression).join("\n");
        assert.ok(rules.every(({ expression, message }) => expression.includes("object.") && message !== ""));
        const about = (word: string) =>
            rules.filter(({ expression, message }) => (expression + message).includes(word));
        const taints = about("taints");
        assert.equal(taints.length, 2);
        assert.ok(
            taints.every(({ expression, message }) => (expression + message).split("example.com/warm").length > 2),
        );
        assert.match(taints[0]?.expression ?? "", /^object\.spec.* == oldObject\.spec/);
        const [labels] = about("metadata.?labels");
        assert.match(
            labels?.expression ?? "",
            /^oldObject\.metadata.* && object\.metadata.*warm\.aks-image-delivery\/x\.y/,
        );
        assert.match(all, /authentication\.kubernetes\.io\/node-name/);
        for (const field of ["unschedulable", "providerID", "annotations", "finalizers", "ownerReferences"]) {
            assert.match(all, new RegExp(`object\\.\\w+\\.\\?${field} == oldObject\\.\\w+\\.\\?${field}`));
        }
    });
});
