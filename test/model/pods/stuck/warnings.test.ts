import assert from "node:assert/strict";
import { at, container, pulled, pulling } from "../../../support/gateView";
import { found, POD, phaseOf, warning } from "../../../support/stuckPods";

const TIMED_OUT = "MountVolume.SetUp failed: timed out";

describe("a warning about a pod that does not start", () => {
    it("is a fault after 3 minutes where it repeats, and after 15 where it does not", () => {
        const twice = [warning("FailedMount", TIMED_OUT, 10, 90)];
        assert.deepEqual(found(POD, 189, twice), ["starting", undefined, TIMED_OUT, 189]);
        assert.deepEqual(found(POD, 190, twice), ["stuck", "volume", `${TIMED_OUT} (2 times)`, 180]);
        const once = [warning("FailedMount", TIMED_OUT, 10, 10, 1)];
        assert.deepEqual([phaseOf(POD, 909, once), phaseOf(POD, 910, once)], ["starting", "stuck"]);
    });

    it("is told in the newest words, with all that were said for the same reason", () => {
        const events = [
            warning("FailedMount", "first", 10, 100, 3),
            warning("FailedMount", "second", 50, 200, 4),
            warning("NetworkNotReady", "third", 5, 150, 5),
        ];
        assert.deepEqual(found(POD, 400, events), ["stuck", "volume", "second (7 times)", 390]);
        assert.equal(found(POD, 100, events)[2], "second");
        assert.equal(found(POD, 100, [...events].reverse())[2], "second");
    });

    it("is told in words of its own before those that only sum up", () => {
        const sum = warning("FailedMount", "Unable to attach or mount volumes: unmounted volumes=[db]", 10, 300);
        const own = warning("FailedMount", TIMED_OUT, 10, 200);
        assert.equal(found(POD, 400, [sum, own])[2], `${TIMED_OUT} (4 times)`);
        assert.equal(found(POD, 400, [own, sum])[2], `${TIMED_OUT} (4 times)`);
    });

    it("is over once the pod has taken another step", () => {
        const events = [warning("FailedMount", TIMED_OUT, 10, 100)];
        assert.equal(phaseOf(POD, 400, [...events, pulled(POD, 100)]), "stuck");
        assert.equal(phaseOf(POD, 400, [...events, pulled(POD, 101)]), "starting");
        for (const step of ["startedAt", "finishedAt"]) {
            const init = container({ kind: "init", state: "terminated", exitCode: 0, imageId: "1" });
            const stepAt = (seconds: number) => ({
                ...POD,
                containers: [{ ...init, [step]: at(seconds) }, container()],
            });
            assert.equal(phaseOf(stepAt(100), 400, events), "stuck");
            assert.equal(phaseOf(stepAt(101), 400, events), "starting");
        }
    });

    it("is not over by a pull whose end was never told", () => {
        const events = [warning("FailedMount", TIMED_OUT, 10, 100), pulling(POD, 200)];
        const one = { ...POD, containers: [container({ imageId: "1" })] };
        assert.equal(phaseOf(one, 400, events), "stuck");
    });

    it("is not one that is normal, or told elsewhere, or of a pod that crashes", () => {
        const normal = { ...warning("FailedMount", TIMED_OUT, 10, 300), type: "Normal" };
        for (const one of [normal, warning("Unhealthy", "probe failed", 10, 300)]) {
            assert.equal(phaseOf(POD, 400, [one]), "waitingToPull");
        }
        const events = [warning("FailedMount", TIMED_OUT, 10, 300)];
        const crashes = [
            container({ reason: "CrashLoopBackOff", imageId: "1", restarts: 1 }),
            container({ state: "terminated", reason: "Error", exitCode: 1, imageId: "1", restarts: 1 }),
        ];
        for (const crashed of crashes) {
            assert.equal(phaseOf({ ...POD, containers: [crashed, container()] }, 400, events), "crashing");
        }
        const first = { ...crashes[1], restarts: 0 } as (typeof crashes)[0];
        assert.equal(phaseOf({ ...POD, containers: [first, container()] }, 400, events), "stuck");
    });

    const SANDBOX = "Failed to create pod sandbox: rpc error: code = Unknown desc = ";
    const FULL = "mkdir /run/containerd/1: no space left on device";
    const ANSWER = 'GET https://x: 403 {"error":{"code":"Denied","message":"it may not"}} end';
    const cases: [string, string, string, string][] = [
        ["FailedMount", TIMED_OUT, "volume", TIMED_OUT],
        ["FailedAttachVolume", "no network", "volume", "no network"],
        ["FailedMapVolume", FULL, "volume", FULL],
        ["NetworkNotReady", "not ready", "network", "not ready"],
        ["FailedCreatePodSandBox", `${SANDBOX}CNI failed`, "network", "Failed to create pod sandbox: CNI failed"],
        ["FailedCreatePodSandBox", `${SANDBOX}boom`, "sandbox", "Failed to create pod sandbox: boom"],
        ["FailedCreatePodSandBox", FULL, "diskFull", FULL],
        ["Something", `(combined from similar events): ${FULL}`, "other", FULL],
        ["NotFailedMount", "odd", "other", "odd"],
        ["FailedAttachVolume", ANSWER, "volume", "GET https://x: 403 it may not end"],
    ];
    for (const [reason, message, name, text] of cases) {
        it(`is about ${name} where ${reason} says "${message.slice(0, 60)}"`, () => {
            const [phase, ...answer] = found(POD, 400, [warning(reason, message, 10, 300)]);
            assert.deepEqual([phase, ...answer.slice(0, 2)], ["stuck", name, `${text} (2 times)`]);
        });
    }
});
