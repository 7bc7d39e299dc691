import assert from "node:assert/strict";
import { type GateQuestion, gateVerdict } from "../../../model/gate/verdict";
import { timeoutChain } from "../../../model/timeouts/chain";
import {
    at,
    container,
    event,
    failed,
    failedCreate,
    node,
    pod,
    pulled,
    pulling,
    question,
} from "../../support/gateView";
import { PULL_ERRORS } from "../../support/pullErrors";

const [NOT_FOUND = ""] = PULL_ERRORS.notFound;
const [WRONG_PLATFORM = ""] = PULL_ERRORS.wrongPlatform;
const [RATE_LIMITED = ""] = PULL_ERRORS.rateLimited;

const A = pod("a");
const B = pod("b");

function stateOf(different: Partial<GateQuestion>): string {
    return gateVerdict(question(different)).state;
}

describe("the patience of a gate", () => {
    const nodes = [node("a")];

    /** The state of a gate whose only node fails with `error`, first after 10 s, `seconds` later. */
    function stateAfter(seconds: number, error: string, different: Partial<GateQuestion> = {}): string {
        const events = [pulling(A, 9), failed(A, error, 10, 10 + seconds)];
        return stateOf({ nodes, pods: [A], events, now: at(10 + seconds), ...different });
    }

    it("ends at the second, counted from the first failure", () => {
        assert.equal(stateAfter(59.999, NOT_FOUND), "wait");
        assert.equal(stateAfter(60, NOT_FOUND), "fail");
        for (const [name, seconds] of [
            ["dns", 120],
            ["nodeStore", 300],
        ] as const) {
            const [error = ""] = PULL_ERRORS[name];
            assert.equal(stateAfter(seconds - 1, error), "wait", name);
            assert.equal(stateAfter(seconds, error), "fail", name);
        }
    });

    it("is that of a new role where pulls are refused and a role may be new: at Azure's registries, or where the program assigns it", () => {
        const [refused = ""] = PULL_ERRORS.tokenRefused;
        assert.deepEqual([stateAfter(659, refused), stateAfter(660, refused)], ["wait", "fail"]);
        const image = "ghcr.io/shop/api:1";
        const other = pod("a", { containers: [container({ image })] });
        const stateLater = (seconds: number, gate = question({}).gate) => {
            const events = [event(other, `Failed to pull image "${image}": ${refused}`, 10, 10 + seconds)];
            return stateOf({ nodes, pods: [other], events, image, gate, now: at(10 + seconds) });
        };
        assert.deepEqual([stateLater(299), stateLater(300)], ["wait", "fail"]);
        const { gate } = timeoutChain({ imageBytes: 1e6, awaitsRole: true });
        assert.deepEqual([stateLater(659, gate), stateLater(660, gate)], ["wait", "fail"]);
    });

    it("is none for what cannot heal", () => {
        assert.equal(stateAfter(0, WRONG_PLATFORM), "fail");
    });

    it("lasts until the clock for what clears up on its own, or is not understood", () => {
        for (const error of [RATE_LIMITED, "something new"]) {
            assert.equal(stateAfter(959, error), "wait");
            assert.equal(stateAfter(960, error), "fail");
        }
    });

    it("starts over when another attempt succeeds, and rests while one is under way", () => {
        const failure = failed(A, NOT_FOUND, 10, 200);
        const now = at(200);
        assert.equal(stateOf({ nodes, pods: [A], events: [failure], now }), "fail");
        assert.equal(stateOf({ nodes, pods: [A], events: [failure, pulling(A, 9, 201)], now }), "wait");
        assert.equal(stateOf({ nodes, pods: [A], events: [failure, pulled(A, 201)], now }), "open");
    });

    it("follows the newest text", () => {
        const events = [failed(A, NOT_FOUND, 10, 40), failed(A, RATE_LIMITED, 80)];
        assert.equal(stateOf({ nodes, pods: [A], events, now: at(100) }), "wait");
    });

    it("begins with this run for failures of the last one, whose cause may have been fixed", () => {
        const old = pod("a", { createdAt: at(-600) });
        const pods = [old];
        const inBackOff = [failed(old, WRONG_PLATFORM, -600, -200)];
        assert.equal(stateOf({ nodes, pods, events: inBackOff, now: at(100) }), "wait");
        const triedAgain = [failed(old, WRONG_PLATFORM, -600, 90)];
        assert.equal(stateOf({ nodes, pods, events: triedAgain, now: at(100) }), "fail");
        const patient = [failed(old, NOT_FOUND, -600, 59)];
        assert.equal(stateOf({ nodes, pods, events: patient, now: at(59) }), "wait");
        assert.equal(stateOf({ nodes, pods, events: patient, now: at(60) }), "fail");
    });

    it("counts a failure just before this run as one of it, for the cluster's clock may be behind", () => {
        const old = pod("a", { createdAt: at(-600) });
        const failedAt = (seconds: number) => [failed(old, WRONG_PLATFORM, -600, seconds)];
        assert.equal(stateOf({ nodes, pods: [old], events: failedAt(-30) }), "fail");
        assert.equal(stateOf({ nodes, pods: [old], events: failedAt(-30.001) }), "wait");
    });

    it("is not lost by events that the kubelet dropped, where none is due", () => {
        const waiting = { ...A, containers: A.containers.map((one) => ({ ...one, reason: "InvalidImageName" })) };
        assert.equal(stateOf({ nodes, pods: [waiting], now: at(1) }), "fail");
    });

    it("is not counted before an event tells when the failure began", () => {
        const reasons = { reason: "ErrImagePull", message: NOT_FOUND };
        const waiting = { ...A, containers: A.containers.map((one) => ({ ...one, ...reasons })) };
        assert.equal(stateOf({ nodes, pods: [waiting], events: [], now: at(300) }), "wait");
        assert.equal(stateOf({ nodes, pods: [waiting], events: [failed(A, NOT_FOUND, 240)], now: at(300) }), "fail");
    });

    it("is not used up by nodes that the quorum can do without", () => {
        const two = { nodes: [node("a"), node("b")], pods: [A, B], events: [failed(A, NOT_FOUND, 10)], now: at(100) };
        assert.equal(stateOf({ ...two, quorum: 0.5 }), "wait");
        assert.equal(stateOf({ ...two, quorum: 0.51 }), "fail");
    });
});

describe("a DaemonSet that cannot create pods", () => {
    const text = 'Error creating: pods "prepull-x" is forbidden: exceeded quota: pods';
    const nodes = [node("a"), node("b")];

    it("fails the gate after 60 s", () => {
        const events = [failedCreate(text, 1, 50)];
        assert.equal(stateOf({ nodes, events, now: at(60.999) }), "wait");
        assert.equal(stateOf({ nodes, events, now: at(61) }), "fail");
    });

    it("does so as well where only some pods were created", () => {
        const question = { nodes, pods: [A], events: [failedCreate(text, 1, 50)], now: at(61) };
        assert.equal(stateOf(question), "fail");
        assert.equal(stateOf({ ...question, quorum: 0.5 }), "wait");
    });

    it("is forgiven as soon as it creates one", () => {
        const late = pod("a", { createdAt: at(51) });
        assert.equal(stateOf({ nodes, pods: [late], events: [failedCreate(text, 1, 50)], now: at(100) }), "wait");
    });

    it("is not judged by what happened before this run", () => {
        assert.equal(stateOf({ nodes, events: [failedCreate(text, -600, -100)], now: at(100) }), "wait");
    });

    it("is told by its newest text", () => {
        const events = [
            failedCreate("old quota", 1, 40),
            failedCreate("new quota", 2, 50),
            failedCreate("a quota", 2, 50),
        ];
        for (const ordered of [events, [...events].reverse()]) {
            const verdict = gateVerdict(question({ nodes, events: ordered, now: at(61) }));
            assert.match(verdict.state === "fail" ? verdict.message : "", /Kubernetes: a quota\n/);
        }
        const other = { ...failedCreate("no quota", 1, 50), kind: "Pod" };
        assert.equal(stateOf({ nodes, events: [other], now: at(61) }), "wait");
    });

    it("is given its patience again by a new run, less what clocks may differ by", () => {
        const events = [failedCreate(text, -600, 20)];
        assert.equal(stateOf({ nodes, events, now: at(29.999) }), "wait");
        assert.equal(stateOf({ nodes, events, now: at(30) }), "fail");
    });
});
