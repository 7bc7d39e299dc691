import assert from "node:assert/strict";
import type { EventFacts, PodFacts } from "../../../model/kubernetes/facts";
import type { Refusal } from "../../../model/pods/refusals";
import { type StatusView, statusReport } from "../../../model/pods/status";
import { OBSTACLES } from "../../../model/pods/stuck/obstacles";
import { eventsByObject } from "../../../model/pulls/imagePulls";
import { at, container, failed, pod } from "../../support/gateView";

function report(pods: PodFacts[], events: EventFacts[], different: Partial<StatusView> = {}) {
    const view = { pods, events: eventsByObject(events), nodes: new Map(), sizes: new Map(), now: at(1_000) };
    return statusReport({ ...view, ...different }, pods.length);
}

describe("a fault of several pods", () => {
    const pods = ["a", "b", "c"].map((name) => pod(`aks-${name}`));
    const withTexts = (text: (one: PodFacts, index: number) => string) =>
        report(
            pods,
            pods.map((one, index) => failed(one, text(one, index), 100 * index)),
        ).faults.map(({ cause, pods: these }) => [cause, these.map(({ node }) => node)]);

    it("is one where the cause is known, whatever the words, the longest wait first", () => {
        const nodes = ["aks-a", "aks-b", "aks-c"];
        assert.deepEqual(
            withTexts((_, index) => `x509: bad ${"!".repeat(index)}`),
            [["certificate", nodes]],
        );
    });

    it("is one of an unknown cause where only names and numbers differ", () => {
        const nodes = ["aks-a", "aks-b", "aks-c"];
        const words = (one: PodFacts, index: number) => `gremlins ${index} in ${one.name} of ${one.uid} on ${one.node}`;
        assert.deepEqual(withTexts(words), [["unknown", nodes]]);
    });

    it("is another for other words of an unknown cause, the one with most pods first", () => {
        assert.deepEqual(
            withTexts((_, index) => (index === 0 ? "the moon is full" : "gremlins")),
            [
                ["unknown", ["aks-b", "aks-c"]],
                ["unknown", ["aks-a"]],
            ],
        );
    });

    it("that is not about an image names what is in the way", () => {
        const [fault] = report([pod("aks-a")], []).faults;
        assert.deepEqual(fault && [fault.obstacle, fault.explanation], ["notStarted", OBSTACLES.notStarted]);
        assert.ok(fault && !("cause" in fault) && !("image" in fault));
        const [waits] = report([pod(undefined)], []).faults;
        assert.ok(waits?.pods[0] && !("node" in waits.pods[0]));
        const name = container({ reason: "CreateContainerError", message: "odd" });
        assert.equal(report([pod("aks-a", { containers: [name] })], []).faults[0]?.obstacle, "container");
    });

    it("says what the phase is and since when, in a line for each pod", () => {
        const denied = failed(pod("aks-a"), "x509: bad", 400);
        const [fault] = report([pod("aks-a")], [denied]).faults;
        assert.deepEqual(fault?.pods, [
            {
                namespace: "apps",
                name: "prepull-aks-a",
                node: "aks-a",
                phase: "pullFailing",
                sinceSeconds: 600,
                line: `apps/prepull-aks-a (aks-a) cannot pull for 10 min: certificate; ${fault?.text}`,
            },
        ]);
    });
});

describe("a fault of workloads that are refused their pods", () => {
    const refusal = (name: string, different: Partial<Refusal> = {}): Refusal => ({
        kind: "ReplicaSet",
        namespace: "apps",
        name,
        text: `pods "${name}-x" is forbidden: exceeded quota: compute`,
        since: at(400),
        count: 7,
        ...different,
    });

    it("is one for all that are refused with the same words", () => {
        const refusals = [
            refusal("shop-1", { owner: { kind: "Deployment", name: "shop" } }),
            refusal("cart-1", { text: 'pods "cart-1-yy" is forbidden: exceeded quota: compute', since: at(2_000) }),
        ];
        const { faults } = report([], [], { refusals });
        const [fault] = faults;
        assert.equal(faults.length, 1);
        assert.deepEqual(fault && [fault.obstacle, fault.explanation], ["refused", OBSTACLES.refused]);
        assert.equal(fault?.text, 'pods "shop-1-x" is forbidden: exceeded quota: compute');
        assert.match(fault?.advice ?? "", /kubectl describe quota compute -n apps/);
        assert.deepEqual(fault?.pods, []);
        const one = { kind: "ReplicaSet", namespace: "apps", refusals: 7 };
        assert.deepEqual(fault?.workloads, [
            { ...one, name: "shop-1", owner: "Deployment shop", sinceSeconds: 600 },
            { ...one, name: "cart-1", sinceSeconds: 0 },
        ]);
    });

    it("is another for other words, and for none where the words name only the workload itself", () => {
        const texts = (all: Refusal[]) => report([], [], { refusals: all }).faults.map(({ text }) => text);
        assert.equal(texts([refusal("a", { text: "quota" }), refusal("b", { text: "webhook" })]).length, 2);
        assert.equal(texts([refusal("a", { text: "no a here" }), refusal("b", { text: "no b here" })]).length, 1);
    });
});
