import assert from "node:assert/strict";
import { readyAt, type SimulatedPulls, stages } from "../../../platform/kubernetes/stages";

interface Stage {
    readonly metadata: { readonly name: string };
    readonly spec: {
        readonly selector: {
            readonly matchExpressions: readonly { key: string; operator: string; values?: string[] }[];
        };
        readonly delay: { readonly durationMilliseconds: number; readonly jitterDurationMilliseconds: number };
    };
}

describe("what simulated nodes do with a pull", () => {
    /** The stages of pods that one node's pods come to. */
    const of = (node: string, pulls: SimulatedPulls) =>
        (stages(pulls) as Stage[]).filter(({ metadata, spec }) => {
            const places = spec.selector.matchExpressions.filter(({ key }) => key === ".spec.nodeName");
            const fits = places.every(({ operator, values }) => (operator === "In") === values?.includes(node));
            return metadata.name.startsWith("pod-") && metadata.name !== "pod-delete" && fits;
        });
    const pulls = {
        pullMs: 2_000,
        pullJitterMs: 8_000,
        slow: { nodes: ["slow"], pullMs: 25_000 },
        failing: { nodes: ["failing"], error: "not found" },
    };

    it("is one thing for each node", () => {
        const names = ["usual", "slow", "failing"].map((node) => of(node, pulls).map(({ metadata }) => metadata.name));
        assert.deepEqual(names, [["pod-ready"], ["pod-ready-slow"], ["pod-failed-pull"]]);
    });

    it("takes between the least and the most time, and on slow nodes its own", () => {
        const delays = ["usual", "slow"].map((node) => of(node, pulls)[0]?.spec.delay);
        assert.deepEqual(delays, [
            { durationMilliseconds: 2_000, jitterDurationMilliseconds: 10_000 },
            { durationMilliseconds: 25_000, jitterDurationMilliseconds: 25_000 },
        ]);
    });
});

describe("a simulated pod or node", () => {
    const condition = { type: "Ready", status: "True", message: "2026-11-30T19:50:08.123456Z" };
    const at = (...conditions: (typeof condition)[]) => readyAt({ status: { conditions } });

    it("says to the millisecond when it became Ready", () => {
        assert.equal(
            at({ ...condition, type: "Initialized", message: "" }, condition),
            Date.UTC(2026, 10, 30, 19, 50, 8, 123),
        );
    });

    it("says nothing before", () => {
        assert.equal(at({ ...condition, status: "False" }), undefined);
        assert.equal(at({ ...condition, message: "kubelet is posting ready status" }), undefined);
        assert.equal(readyAt({ status: {} }), undefined);
    });
});
