import assert from "node:assert/strict";
import type { EventFacts, PodFacts } from "../../../model/kubernetes/facts";
import { isSettled } from "../../../model/kubernetes/settled";
import { statusReport } from "../../../model/pods/status";
import type { WaitingView } from "../../../model/pods/waiting";
import { eventsByObject } from "../../../model/pulls/imagePulls";
import { at, container, failed, pod, pulling } from "../../support/gateView";
import { HEALTHY_PODS } from "../../support/healthyPods";
import { IMAGE } from "../../support/pullErrors";

function view(pods: PodFacts[], events: EventFacts[], different: Partial<WaitingView> = {}): WaitingView {
    return { pods, events: eventsByObject(events), nodes: new Map(), sizes: new Map(), now: at(100), ...different };
}

describe("a status report", () => {
    it("finds no fault in any healthy pod", () => {
        for (const { what, pod: one, events = [], now } of HEALTHY_PODS) {
            assert.deepEqual(statusReport(view([one], [...events], { now: at(now) }), 1).faults, [], what);
        }
    });

    it("has one fault for each cause and image, the one with most pods first", () => {
        const names = ["a", "b", "c", "d"].map((name) => pod(`aks-${name}`));
        const [first, ...others] = names as [PodFacts, ...PodFacts[]];
        const events = [
            failed(first, "no space left on device", 1),
            ...others.map((one) => failed(one, "x509: bad", 1)),
        ];
        const { faults } = statusReport(view(names, events), 4);
        assert.deepEqual(
            faults.map(({ cause, image, pods }) => [cause, image, pods.length]),
            [
                ["certificate", IMAGE, 3],
                ["diskFull", IMAGE, 1],
            ],
        );
    });

    it("tells pods without a node apart by the scheduler's text", () => {
        const lonely = (name: string, text: string) => pod(undefined, { name, unschedulable: text });
        const pods = [lonely("a", "0/3: memory"), lonely("b", "0/3: memory"), lonely("c", "0/3: taint")];
        const { faults } = statusReport(view(pods, []), 3);
        assert.deepEqual(
            faults.map(({ text, pods: these }) => [text, these.length]),
            [
                ["0/3: memory", 2],
                ["0/3: taint", 1],
            ],
        );
    });

    it("lists what waits normally, the longest wait first, and leaves out what runs or has ended", () => {
        const [young, old] = [pod("aks-1"), pod("aks-2")];
        const done = pod("aks-3", { phase: "Failed", containers: [container({ state: "terminated", exitCode: 1 })] });
        const { waiting } = statusReport(view([young, done, old], [pulling(young, 90), pulling(old, 10)]), 3);
        assert.deepEqual(
            waiting.map(({ name, sinceSeconds }) => [name, sinceSeconds]),
            [
                ["prepull-aks-2", 90],
                ["prepull-aks-1", 10],
            ],
        );
    });

    it("measures a pull by the size of its image", () => {
        const one = pod("aks-1");
        const sizes = new Map([[IMAGE, 650e6]]);
        const report = (now: number) => statusReport(view([one], [pulling(one, 0)], { sizes, now: at(now) }), 1);
        assert.match(
            report(150).waiting[0]?.line ?? "",
            /pulls for 2 min, about 50 % of the time that 650 MB may take/,
        );
        assert.match(report(300).waiting[0]?.line ?? "", /about 99 %/);
        assert.equal(report(301).faults[0]?.cause, "slow");
    });
});

describe("a settled pod", () => {
    it("is none that has a fault or waits", () => {
        for (const { what, phase, pod: one } of HEALTHY_PODS) {
            if (isSettled(one)) {
                assert.ok(["running", "done", "terminating"].includes(phase), what);
            }
        }
    });
});
