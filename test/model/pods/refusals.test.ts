import assert from "node:assert/strict";
import fc from "fast-check";
import {
    currentRefusals,
    isRefusal,
    refusalAdvice,
    refusedText,
    type WorkloadState,
} from "../../../model/pods/refusals";
import { at, failedCreate } from "../../support/gateView";

const REPLICA_SET = { kind: "ReplicaSet", namespace: "apps", name: "shop-1", objectUid: "uid-shop" };
const OWNER = { kind: "Deployment", name: "shop" };
const MINUTES = 60;

/** Of shop's ReplicaSet, last refused at the beginning. */
const refused = (text = "exceeded quota: compute", first = -120, last = 0) => ({
    ...failedCreate(text, first, last),
    ...REPLICA_SET,
});

function refusals(seconds: number, state?: WorkloadState["state"], newestPod?: number, events = [refused()]) {
    const workloads = new Map(state ? [[REPLICA_SET.objectUid, { state, owner: OWNER }]] : []);
    const newestPods = new Map(newestPod === undefined ? [] : [[REPLICA_SET.objectUid, at(newestPod)]]);
    return currentRefusals({ events, workloads, newestPods, now: at(seconds) });
}

describe("a workload whose pods are refused", () => {
    it("is told with its owner, the newest text, since when, and how often", () => {
        const events = [refused("exceeded quota: b", -60, 0), refused("exceeded quota: a", -300, -200)];
        assert.equal(refusals(10, "missesPods", undefined, events.toReversed())[0]?.text, "exceeded quota: b");
        assert.deepEqual(refusals(10, "missesPods", undefined, events), [
            {
                kind: "ReplicaSet",
                namespace: "apps",
                name: "shop-1",
                owner: OWNER,
                text: "exceeded quota: b",
                since: at(-300),
                count: 4,
            },
        ]);
    });

    it("is so for as long as it misses pods, however old the refusal is", () => {
        assert.equal(refusals(1_000 * MINUTES, "missesPods").length, 1);
    });

    it("is so no more once it is complete, or has a pod that is newer", () => {
        assert.deepEqual(refusals(1, "complete"), []);
        assert.deepEqual(refusals(1, "missesPods", 1), []);
        assert.equal(refusals(1, "missesPods", 0).length, 1);
    });

    it("is told for 10 minutes after it is gone, and where it cannot be read for as long as its controller may pause", () => {
        const told = (seconds: number, state?: WorkloadState["state"]) => refusals(seconds, state).length;
        assert.deepEqual([told(10 * MINUTES - 1, "gone"), told(10 * MINUTES, "gone")], [1, 0]);
        for (const state of ["unreadable", undefined] as const) {
            assert.deepEqual([told(20 * MINUTES - 1, state), told(20 * MINUTES, state)], [1, 0]);
        }
    });

    it("comes before those that are refused more recently, and is one of its own without a uid, too", () => {
        const events = [refused("b", -10), { ...refused("a", -20), objectUid: "", name: "cart-1" }];
        const names = refusals(1, "missesPods", undefined, events).map(({ name }) => name);
        assert.deepEqual(names, ["cart-1", "shop-1"]);
        const twice = [...events, { ...refused("c", -5), objectUid: "", name: "jobs-1" }];
        assert.equal(refusals(1, "missesPods", undefined, twice).length, 3);
    });

    it("is known by a creation that failed, of anything but a pod", () => {
        assert.equal(isRefusal({ kind: "Job", reason: "FailedCreate" }), true);
        assert.equal(isRefusal({ kind: "Pod", reason: "FailedCreate" }), false);
        assert.equal(isRefusal({ kind: "Job", reason: "BackoffLimitExceeded" }), false);
        assert.deepEqual(refusals(1, "missesPods", undefined, [{ ...refused(), reason: "Failed" }]), []);
    });

    it("is counted in words", () => {
        assert.deepEqual([1, 2].map(refusedText), ["1 workload gets no pods", "2 workloads get no pods"]);
    });
});

describe("what helps against a refusal", () => {
    const forbidden = 'pods "shop-1-x" is forbidden:';
    const cases: [string, RegExp][] = [
        [`${forbidden} exceeded quota: compute, requested: cpu=1, used: cpu=4`, /^Raise .* quota compute -n apps/],
        [`${forbidden} failed quota: compute: must specify limits.cpu for: app`, /^Give each container .* compute -n/],
        ['Internal error occurred: failed calling webhook "a.b.svc": EOF', /^The admission webhook a\.b\.svc does not/],
        [
            `${forbidden} violates PodSecurity "restricted:latest": seccompProfile`,
            /\(restricted:latest\).*namespace apps/,
        ],
        ['admission webhook "gate.keeper" denied the request: no', /^Change .*owner of gate\.keeper for an exception/],
        [`${forbidden} ValidatingAdmissionPolicy 'no-latest' with binding 'b'`, /owner of no-latest for an exception/],
        ["Timeout: request did not complete within requested timeout", /^Something that is asked on the way/],
        ["Error creating: Timeout: request did not complete within 30s", /^Something that is asked on the way/],
        [`${forbidden} error looking up: serviceaccount "web" not found`, /create serviceaccount web -n apps`/],
        [`${forbidden} maximum cpu usage per Container is 1, but limit is 2`, /^Stay within .* limitrange -n apps`/],
        [`${forbidden} cpu max limit to request ratio per Container is 2`, /^Stay within .* limitrange -n apps`/],
        [`${forbidden} something new`, /^Change what the text names/],
    ];
    for (const [text, advice] of cases) {
        it(`follows from "${text.slice(0, 90)}"`, () => assert.match(refusalAdvice(text, "apps"), advice));
    }

    it("is something for each text", () => {
        fc.assert(fc.property(fc.string(), (text) => assert.match(refusalAdvice(text, "apps"), /^[A-Z].*\.$/s)));
    });
});
