import assert from "node:assert/strict";
import { type Obstacle, obstacleOf } from "../../../model/migration/obstacle";
import { at, failed, pulled, pulling } from "../../support/gateView";
import { ended, failedBy, migrationPod, migrationView, refusal } from "../../support/migrationView";
import { IMAGE, PULL_ERRORS } from "../../support/pullErrors";

const POD = migrationPod("a");
const [CERTIFICATE = ""] = PULL_ERRORS.certificate;
const [NOT_FOUND = ""] = PULL_ERRORS.notFound;
/** Seconds of silence that are too many. */
const LONG = 180;
const TIMED_OUT = failedBy("DeadlineExceeded");

const obstacle = (different: Parameters<typeof migrationView>[0]) => obstacleOf(migrationView(different));
/** Of a Job that reached its deadline and whose pods are gone. */
const cutOff = (events: Parameters<typeof migrationView>[0]["events"]) => {
    const found = obstacle({ job: TIMED_OUT, events });
    assert.ok(found === undefined || found.kind === "cutOff");
    return found as Extract<Obstacle, { kind: "cutOff" }> | undefined;
};

describe("the obstacle of a migration", () => {
    it("is none while it runs, or pulls in good time", () => {
        assert.equal(obstacle({}), undefined);
        assert.equal(obstacle({ pods: [POD], events: [pulling(POD, 50)] }), undefined);
    });

    it("is the pod that is stuck, before anything else", () => {
        const crashed = migrationPod("b", { phase: "Failed", createdAt: at(-50), containers: [ended(1)] });
        const events = [failed(POD, CERTIFICATE, 10)];
        const found = obstacle({ pods: [crashed, POD], events });
        assert.equal(found?.kind === "pod" && found.diagnosis.pod.name, POD.name);
    });

    it("is its suspension, unless it has failed", () => {
        assert.deepEqual(obstacle({ job: { suspended: true } }), { kind: "suspended" });
        assert.equal(obstacle({ job: { suspended: true, ...TIMED_OUT } }), undefined);
    });

    it("is how a container of the newest pod ended", () => {
        const older = migrationPod("a", { phase: "Failed", containers: [ended(3)] });
        const newer = migrationPod("b", { phase: "Failed", createdAt: at(50), containers: [ended(0), ended(4)] });
        for (const pods of [
            [older, newer],
            [newer, older],
        ]) {
            assert.deepEqual(obstacle({ pods }), { kind: "exit", container: "migrate", code: 4 });
        }
        const killed = migrationPod("c", { phase: "Failed", containers: [ended(137, "OOMKilled")] });
        assert.deepEqual(obstacle({ pods: [killed] }), { kind: "outOfMemory", container: "migrate" });
        assert.equal(
            obstacle({ pods: [migrationPod("d", { phase: "Succeeded", containers: [ended(0)] })] }),
            undefined,
        );
    });
});

describe("a migration without a pod", () => {
    it("is refused by the newest refusal of its own", () => {
        const events = [refusal("old", 10), refusal("new", 20), { ...refusal("other", 30), objectUid: "uid-other" }];
        assert.deepEqual(obstacle({ events }), { kind: "noPod", text: "new" });
        assert.deepEqual(obstacle({ events: [...events].reverse() }), { kind: "noPod", text: "new" });
    });

    it("is forgiven by a pod that was created since", () => {
        const events = [refusal("quota", 20)];
        const later = migrationPod("b", { phase: "Running", createdAt: at(21), containers: [] });
        const earlier = { ...later, createdAt: at(20) };
        assert.equal(obstacle({ pods: [later], events }), undefined);
        assert.deepEqual(obstacle({ pods: [earlier], events }), { kind: "noPod", text: "quota" });
    });

    it("is stuck after minutes in which nobody says why", () => {
        const young = obstacle({ now: LONG - 1 });
        assert.equal(young, undefined);
        assert.deepEqual(obstacle({ now: LONG }), { kind: "noPod", text: "" });
        assert.deepEqual(obstacle({ now: LONG, job: { startedAt: undefined } }), { kind: "noPod", text: "" });
        assert.equal(obstacle({ now: LONG, job: { startedAt: at(1) } }), undefined);
        assert.equal(obstacle({ now: LONG, job: TIMED_OUT }), undefined);
        const running = migrationPod("b", { phase: "Running", containers: [] });
        assert.equal(obstacle({ now: LONG, pods: [running] }), undefined);
    });
});

describe("a migration that ended before its image was pulled", () => {
    it("was slow where nothing else is told", () => {
        assert.deepEqual(
            [cutOff([pulling(POD, 5)])].map(
                (found) => found && [found.image, found.node, found.cause.name, found.text],
            ),
            [[IMAGE, "aks-7", "slow", ""]],
        );
    });

    it("has the cause of the newest text that tells one", () => {
        const backOff = failed(POD, "Back-off", 50);
        const found = cutOff([failed(POD, CERTIFICATE, 10), failed(POD, NOT_FOUND, 40), backOff]);
        assert.deepEqual([found?.cause.name, found?.text], ["notFound", NOT_FOUND]);
        const unknown = cutOff([failed(POD, "something new", 10)]);
        assert.deepEqual([unknown?.cause.name, unknown?.text], ["unknown", "something new"]);
    });

    it("was cut off although the pull went on to its end, after the Job's", () => {
        assert.equal(cutOff([pulling(POD, 5), pulled(POD, 61)])?.cause.name, "slow");
        assert.equal(cutOff([pulling(POD, 5), pulled(POD, 60)]), undefined);
    });

    it("has not been cut off while it has not failed, nor by pods that are still there", () => {
        assert.equal(obstacle({ events: [pulling(POD, 5)] }), undefined);
        const there = migrationPod("a", { phase: "Failed", containers: [] });
        assert.equal(obstacle({ job: TIMED_OUT, pods: [there], events: [failed(there, CERTIFICATE, 5)] })?.kind, "pod");
        assert.equal(cutOff([{ ...pulling(POD, 5), kind: "Job" }]), undefined);
    });
});
