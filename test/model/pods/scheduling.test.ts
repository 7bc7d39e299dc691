import assert from "node:assert/strict";
import type { EventFacts, PodFacts } from "../../../model/kubernetes/facts";
import { diagnosePod } from "../../../model/pods/diagnosis";
import { at, event, pod } from "../../support/gateView";

const PENDING = pod(undefined);

function diagnosis(different: Partial<PodFacts>, now = 60, events: EventFacts[] = []) {
    return diagnosePod({ ...PENDING, ...different }, events, undefined, at(now));
}

describe("a pod that the scheduler has not placed", () => {
    it("is held where its gates hold it, however long", () => {
        const { phase, healthy, text } = diagnosis({ gates: ["a.example/quota", "b.example/wait"] }, 9_000);
        assert.deepEqual([phase, healthy, text], ["held", true, "held on purpose by a.example/quota, b.example/wait"]);
    });

    it("is one that no scheduler has looked at, where nothing is said", () => {
        const young = diagnosis({}, 59);
        assert.deepEqual([young.phase, young.healthy, young.text], ["unscheduled", true, "waits for the scheduler"]);
        const { obstacle, advice } = diagnosis({});
        assert.equal(obstacle, "noNode");
        assert.match(advice ?? "", /^No scheduler has looked at it/);
    });

    it("is told in the scheduler's newest words, from its state before its events", () => {
        const said = (reason: string, message: string, last: number) => ({
            ...event(PENDING, message, 1, last),
            reason,
        });
        const events = [
            said("FailedScheduling", "old", 10),
            said("FailedScheduling", "new", 30),
            said("FailedScheduling", "older", 5),
            said("NotTriggerScaleUp", "other", 50),
        ];
        assert.equal(diagnosis({}, 60, events).text, "new");
        assert.equal(diagnosis({ unschedulable: "state" }, 60, events).text, "state");
    });

    it("is no more to be placed once it has failed", () => {
        assert.equal(diagnosis({ phase: "Failed", unschedulable: "0/3" }).phase, "failed");
    });

    const among = (reasons: string) => `0/12 nodes are available: ${reasons}`;
    const cases: [string, RegExp][] = [
        [among("12 Insufficient memory."), /^Make room/],
        [among("2 Insufficient cpu, 10 node(s) had untolerated taint {sku: gpu}."), /^Add a toleration/],
        [among("10 Insufficient cpu, 2 node(s) had untolerated taint {sku: gpu}."), /^Make room/],
        [among("2 node(s) were unschedulable, 10 node(s) didn't match Pod's node affinity/selector."), /^Correct node/],
        [among("9 node(s) were unschedulable, 3 something new."), /^The nodes are cordoned/],
        [among("12 node(s) didn't have free ports for the requested pod ports."), /^Another pod on each node/],
        [
            among("3 node(s) had volume node affinity conflict, 2 Insufficient cpu."),
            /^The pod's volume is in another zone/,
        ],
        [among("1 Insufficient cpu. preemption: 0/12 nodes are available: 12 node(s) had taint."), /^Make room/],
        [among("something new, 4 Insufficient cpu."), /^Make room/],
        [among("something new."), /^See what keeps it from each node/],
        ["Insufficient cpu", /^Make room/],
    ];
    for (const [text, advice] of cases) {
        it(`is helped by what most nodes lack: ${text.replace(/^.*available: /, "")}`, () => {
            const found = diagnosis({ unschedulable: text });
            assert.deepEqual([found.healthy, found.obstacle, found.text], [false, "noNode", text]);
            assert.match(found.advice ?? "", advice);
        });
    }
});

describe("a pod that waits for a volume claim", () => {
    const unbound = "0/9 nodes are available: 8 Insufficient cpu, 1 pod has unbound immediate PersistentVolumeClaims.";

    it("is told so whatever else keeps it from more nodes, with its claims", () => {
        const found = diagnosis({ unschedulable: unbound, claims: ["data", "logs"] });
        assert.deepEqual([found.phase, found.healthy, found.obstacle], ["unscheduled", false, "unboundClaim"]);
        assert.equal(found.text, `${unbound} (claim data, logs)`);
        assert.match(found.advice ?? "", /kubectl describe pvc data logs -n apps/);
        assert.equal(found.sinceSeconds, 60);
    });

    it("is told of the claim that the text names, and of none where none is known", () => {
        const named = '0/9 nodes are available: persistentvolumeclaim "db-0" not found.';
        const found = diagnosis({ unschedulable: named, claims: ["data", "db-0"] });
        assert.equal(found.text, named);
        assert.match(found.advice ?? "", /kubectl describe pvc db-0 -n apps/);
        assert.equal(diagnosis({ unschedulable: unbound }).text, unbound);
    });
});
