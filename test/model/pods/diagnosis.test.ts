import assert from "node:assert/strict";
import fc from "fast-check";
import type { EventFacts, NodeFacts, PodFacts } from "../../../model/kubernetes/facts";
import { type DiagnosisOptions, diagnosePod } from "../../../model/pods/diagnosis";
import { at, container, event, failed, node, pod, pulled, pulling } from "../../support/gateView";
import { HEALTHY_PODS } from "../../support/healthyPods";
import { IMAGE, PULL_ERRORS } from "../../support/pullErrors";

const POD = pod("aks-7");
const NOW = 1_000;

interface Case {
    readonly pod?: PodFacts;
    readonly events?: readonly EventFacts[];
    readonly node?: NodeFacts;
    readonly options?: DiagnosisOptions;
    /** Seconds after the beginning. */
    readonly now?: number;
}

function diagnosis({ pod: one = POD, events = [], node: on, options, now = NOW }: Case) {
    return diagnosePod(one, events, on, at(now), options);
}

describe("a healthy pod", () => {
    for (const { what, phase, pod: one, events = [], now } of HEALTHY_PODS) {
        it(`is one that ${what}`, () => {
            const found = diagnosis({ pod: one, events, now });
            assert.deepEqual(
                [found.phase, found.healthy, found.cause, found.advice],
                [phase, true, undefined, undefined],
            );
        });
    }
});

describe("a pod whose pull fails", () => {
    it("has the cause of its text, with advice for this image and node", () => {
        for (const [name, texts] of Object.entries(PULL_ERRORS)) {
            for (const text of texts) {
                const found = diagnosis({ events: [pulling(POD, 0), failed(POD, text, 1)] });
                assert.deepEqual([found.phase, found.healthy, found.cause?.name], ["pullFailing", false, name], text);
                assert.doesNotMatch(found.advice ?? "", /\b(?:IMAGE|REPOSITORY|REGISTRY|NODE)\b/);
            }
        }
    });

    it("says the image, the kubelet's text, and the pressure on its node", () => {
        const under = node("aks-7", { pressures: ["DiskPressure"] });
        const found = diagnosis({ events: [failed(POD, "no space left on device", 400)], node: under });
        assert.equal(found.text, `${IMAGE}: no space left on device (node: DiskPressure)`);
        assert.equal(found.sinceSeconds, 600);
    });

    it("is found by its state alone, for its events live an hour", () => {
        const waiting = container({ reason: "ImagePullBackOff", message: `Back-off pulling image "${IMAGE}"` });
        const found = diagnosis({ pod: pod("aks-7", { containers: [waiting] }), now: 7_200 });
        assert.deepEqual([found.phase, found.cause?.name, found.sinceSeconds], ["pullFailing", "unknown", 7_200]);
    });

    it("is found next to containers that run", () => {
        const containers = [
            container({ state: "running", imageId: "1" }),
            container({ image: "b:1", reason: "ErrImagePull" }),
        ];
        const found = diagnosis({ pod: pod("aks-7", { phase: "Running", containers }) });
        assert.deepEqual([found.phase, found.healthy], ["pullFailing", false]);
    });

    it("is not judged by events of other pods", () => {
        assert.equal(diagnosis({ events: [failed(pod("b"), "x509: bad", 1)], now: 100 }).healthy, true);
    });

    it("lets no control characters through", () => {
        const found = diagnosis({ events: [failed(POD, "\u001b[2Jx509: bad\u0007\nline", 1)] });
        assert.equal(found.text, `${IMAGE}: x509: bad line`);
    });
});

describe("a slow pull", () => {
    const events = [pulling(POD, 0)];
    const options = { pullSeconds: new Map([[IMAGE, 180]]) };

    it("is one that exceeds the pull timeout of its size", () => {
        assert.equal(diagnosis({ events, options, now: 180 }).healthy, true);
        const found = diagnosis({ events, options, now: 181 });
        assert.deepEqual([found.phase, found.healthy, found.cause?.name], ["pulling", false, "slow"]);
        assert.equal(found.sinceSeconds, 181);
    });

    it("is not a fault where the size is unknown, which the output says", () => {
        assert.match(diagnosis({ events, now: 600 }).text, /: pulling; its size is unknown$/);
        const found = diagnosis({ events, now: 5_400 });
        assert.deepEqual([found.healthy, found.cause], [true, undefined]);
        assert.match(found.text, /: pulling for 90 min, which is slow; its size is unknown$/);
        assert.equal(diagnosis({ events, now: 14_401 }).cause?.name, "slow", "no image takes hours");
    });

    it("is not one that waits in its node's queue", () => {
        const ahead = { count: 2, seconds: 500 };
        const queued = { ...options, ahead };
        const found = diagnosis({ events, options: queued, now: 680 });
        assert.equal(found.healthy, true);
        assert.match(found.text, /within 680 s, perhaps in the node's queue behind 2 pulls that began earlier$/);
        assert.equal(diagnosis({ events, options: queued, now: 681 }).cause?.name, "slow");
    });

    it("is timed by its newest attempt", () => {
        assert.equal(diagnosis({ events: [pulling(POD, 0, 900)], options }).healthy, true);
    });

    it("is one that the pod's own deadline cut off", () => {
        const cut = pod("aks-7", { phase: "Failed", reason: "DeadlineExceeded", message: "Pod was active too long" });
        const found = diagnosis({ pod: cut, events, now: 100 });
        assert.deepEqual([found.phase, found.healthy, found.cause?.name], ["failed", false, "slow"]);
        assert.match(found.text, /ended during its pull: DeadlineExceeded: Pod was active too long$/);
    });
});

describe("a pod whose container ended with an error", () => {
    const phaseAfter = (restarts: number) => {
        const ended = container({ state: "terminated", reason: "Error", exitCode: 1, restarts, imageId: "1" });
        return diagnosis({ pod: pod("aks-7", { phase: "Running", containers: [ended] }) }).phase;
    };

    it("is crashing from the second time on", () => {
        assert.equal(phaseAfter(0), "running");
        assert.equal(phaseAfter(1), "crashing");
    });
});

describe("a pod without a node", () => {
    const text = "0/3 nodes are available: 3 Insufficient memory.";
    const pending = pod(undefined, { unschedulable: text });

    it("is given a minute, then reported with the scheduler's text", () => {
        assert.equal(diagnosis({ pod: pending, now: 59 }).healthy, true);
        const found = diagnosis({ pod: pending, now: 60 });
        assert.deepEqual([found.phase, found.healthy, found.text], ["unscheduled", false, text]);
        assert.match(found.advice ?? "", /az aks nodepool scale/);
    });
});

describe("every diagnosis", () => {
    it("has one clean line, and advice where something is wrong", () => {
        const messages = fc.constantFrom(...Object.values(PULL_ERRORS).flat(), "pulling", "pulled", "odd");
        const events = fc.array(fc.tuple(messages, fc.nat({ max: NOW }), fc.nat({ max: NOW })), { maxLength: 6 });
        const different = fc.record({
            phase: fc.constantFrom("Pending" as const, "Running" as const, "Failed" as const, "Unknown" as const),
            node: fc.constantFrom(undefined, "aks-7"),
            reason: fc.constantFrom(undefined, "Evicted", "DeadlineExceeded"),
            containers: fc.constantFrom([], [container()], [container({ reason: "ErrImagePull" })]),
        });
        fc.assert(
            fc.property(different, events, (state, list) => {
                const one = pod("aks-7", state);
                const facts = list.map(([what, first, later]) => {
                    const known = {
                        pulling: pulling(one, first),
                        pulled: pulled(one, first),
                        odd: event(one, "Odd", first),
                    };
                    return known[what as keyof typeof known] ?? failed(one, what, first, first + later);
                });
                const found = diagnosis({ pod: one, events: facts });
                assert.match(found.text, /^[^\p{Cc}]{3,300}$/u);
                assert.equal(found.healthy, found.advice === undefined);
                assert.ok(found.sinceSeconds >= 0);
            }),
        );
    });
});
