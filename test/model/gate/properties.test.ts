import assert from "node:assert/strict";
import fc from "fast-check";
import { type GateQuestion, gateVerdict } from "../../../model/gate/verdict";
import type { ContainerFacts, EventFacts, NodeFacts, PodFacts } from "../../../model/kubernetes/facts";
import {
    container,
    event,
    failed,
    failedCreate,
    node,
    pod,
    pulled,
    pulling,
    question,
    readyPod,
} from "../../support/gateView";
import { PULL_ERRORS } from "../../support/pullErrors";

const NAMES = ["a", "b", "c", "d", "e"];
const ERRORS = [...Object.values(PULL_ERRORS).map(([text = ""]) => text), "something new"];
const SECONDS = fc.integer({ min: -300, max: 1_200 });

const nodes: fc.Arbitrary<NodeFacts[]> = fc
    .tuple(
        ...NAMES.map((name) =>
            fc
                .record({ ready: fc.boolean(), schedulable: fc.boolean(), there: fc.boolean() })
                .map(({ there, ...state }) => (there ? [node(name, state)] : [])),
        ),
    )
    .map((lists) => lists.flat());

const containers: fc.Arbitrary<ContainerFacts[]> = fc.constantFrom(
    [],
    [container()],
    [container({ reason: "ImagePullBackOff", message: 'Back-off pulling image "x"' })],
    [container({ reason: "ErrImagePull", message: ERRORS[0] }), container({ reason: "InvalidImageName" })],
    [container({ state: "running", imageId: "sha256:1" })],
);

/** A pod of a pre-pull with up to six events, in whatever state that makes. */
const podAndEvents: fc.Arbitrary<[PodFacts, EventFacts[]]> = fc
    .tuple(
        fc.record({
            name: fc.constantFrom("p", "q", "r", "s"),
            phase: fc.constantFrom("Pending" as const, "Running" as const, "Failed" as const),
            ready: fc.boolean(),
            deletedAt: fc.constantFrom(undefined, undefined, 1),
            containers,
        }),
        fc.option(fc.constantFrom(...NAMES), { nil: undefined, freq: 8 }),
        fc.array(fc.tuple(fc.constantFrom(...ERRORS, "pulling", "pulled", "odd"), SECONDS, fc.nat({ max: 600 })), {
            maxLength: 6,
        }),
    )
    .map(([different, on, drawn]) => {
        const one = pod(on, { ...different, name: `${different.name}-${on}` });
        const events = drawn.map(([what, first, later]) => {
            switch (what) {
                case "pulling":
                    return pulling(one, first, first + later);
                case "pulled":
                    return pulled(one, first);
                case "odd":
                    return event(one, "Created container", first);
                default:
                    return failed(one, what, first, first + later);
            }
        });
        return [one, events];
    });

const questions: fc.Arbitrary<GateQuestion> = fc
    .record({
        nodes,
        view: fc.uniqueArray(podAndEvents, { maxLength: 8, selector: ([one]) => one.uid }),
        creation: fc.array(
            SECONDS.map((first) => failedCreate("quota", first)),
            { maxLength: 2 },
        ),
        quorum: fc.constantFrom(0.1, 0.5, 0.8, 1),
        allowZeroNodes: fc.boolean(),
        seconds: fc.integer({ min: 0, max: 1_200 }),
    })
    .map(({ view, creation, seconds, ...rest }) => ({
        ...question(rest),
        pods: view.map(([one]) => one),
        events: [...view.flatMap(([, events]) => events), ...creation],
        now: question({}).now + seconds * 1_000,
    }));

const RUNS = { numRuns: 500 };

describe("every gate", () => {
    it("has a verdict, with a text where it waits or fails", () => {
        fc.assert(
            fc.property(questions, (one) => {
                const verdict = gateVerdict(one);
                if (verdict.state === "fail") {
                    assert.match(verdict.message, /^pre-pull of \S+: .{10}/);
                } else if (verdict.state === "wait") {
                    assert.match(verdict.progress.line, /^.{10,200}$/);
                } else {
                    assert.equal(verdict.warm + verdict.left.length, verdict.total);
                }
            }),
            RUNS,
        );
    });

    it("does not depend on the order of nodes, pods and events", () => {
        const shuffled = questions.chain((one) =>
            fc.record({
                one: fc.constant(one),
                nodes: fc.shuffledSubarray([...one.nodes], { minLength: one.nodes.length }),
                pods: fc.shuffledSubarray([...one.pods], { minLength: one.pods.length }),
                events: fc.shuffledSubarray([...one.events], { minLength: one.events.length }),
            }),
        );
        fc.assert(
            fc.property(shuffled, ({ one, ...order }) => {
                assert.deepEqual(gateVerdict({ ...one, ...order }), gateVerdict(one));
            }),
            RUNS,
        );
    });

    it("that is open stays open when one more node gets the image, and never fails for it", () => {
        const rank = { fail: 0, wait: 1, open: 2 };
        fc.assert(
            fc.property(questions, fc.constantFrom(...NAMES), (one, name) => {
                const before = gateVerdict(one).state;
                const after = gateVerdict({ ...one, pods: [...one.pods, readyPod(name)] }).state;
                assert.ok(rank[after] >= rank[before], `${before} became ${after}`);
            }),
            RUNS,
        );
    });

    it("that fails for want of time goes on failing as time goes by", () => {
        fc.assert(
            fc.property(questions, fc.nat({ max: 5_000_000 }), (one, later) => {
                if (gateVerdict(one).state === "fail") {
                    assert.equal(gateVerdict({ ...one, now: one.now + later }).state, "fail");
                }
            }),
            RUNS,
        );
    });

    it("waits no longer than its clock", () => {
        fc.assert(
            fc.property(questions, (one) => {
                const late = { ...one, now: one.startedAt + one.gate.seconds * 1_000 };
                assert.notEqual(gateVerdict(late).state, "wait");
            }),
            RUNS,
        );
    });

    it("opens exactly at its quorum", () => {
        fc.assert(
            fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 100 }), (total, percent) => {
                const required = Math.ceil((percent * total) / 100);
                const names = Array.from({ length: total }, (_, index) => `n${index}`);
                const ask = (warm: number) =>
                    gateVerdict(
                        question({
                            nodes: names.map((name) => node(name)),
                            pods: names.slice(0, warm).map(readyPod),
                            quorum: percent / 100,
                        }),
                    ).state;
                assert.deepEqual([ask(required), ask(required - 1)], ["open", "wait"]);
            }),
        );
    });
});
