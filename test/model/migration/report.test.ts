import assert from "node:assert/strict";
import type { JobFacts } from "../../../model/kubernetes/facts";
import { migrationReport } from "../../../model/migration/report";
import { at, failed, pulled, pulling } from "../../support/gateView";
import { ended, failedBy, migrationPod, migrationView, refusal } from "../../support/migrationView";
import { IMAGE, PULL_ERRORS } from "../../support/pullErrors";

const POD = migrationPod("a");
const [NOT_FOUND = ""] = PULL_ERRORS.notFound;
const report = (different: Parameters<typeof migrationView>[0]) => migrationReport(migrationView(different));

describe("the report of a migration", () => {
    const CRASHED = migrationPod("b", { phase: "Failed", containers: [ended(3)] });
    const KILLED = migrationPod("b", { phase: "Failed", containers: [ended(137, "OOMKilled")] });
    const EXHAUSTED = failedBy("BackoffLimitExceeded", "too many");
    const AGAIN = "Then run it again: delete it with `image-delivery unstick zone-12ab`, and create it again.";

    const cases: [string, Parameters<typeof migrationView>[0], string, string, string][] = [
        ["runs", {}, "running", "running for 100 s", "Nothing to do yet: it is running."],
        [
            "pulls",
            { pods: [POD], events: [pulling(POD, 50)] },
            "running",
            "running for 100 s",
            "Nothing to do yet: its image is being pulled.",
        ],
        [
            "is held",
            { pods: [migrationPod("a", { node: undefined, gates: ["team/quota"] })] },
            "running",
            "running for 100 s",
            "Nothing to do yet: its scheduling gates hold it until whoever set them removes them.",
        ],
        [
            "has completed after a failed attempt",
            { job: { complete: true, finishedAt: at(60) }, pods: [CRASHED] },
            "complete",
            "completed in 60 s",
            "Nothing to do: it completed.",
        ],
        [
            "is tried again after a failed attempt",
            { pods: [CRASHED] },
            "running",
            "running for 100 s; container migrate ended with exit code 3",
            "See the end of its log for the reason.",
        ],
        [
            "has failed by its program",
            { job: EXHAUSTED, pods: [CRASHED] },
            "failed",
            "failed after 60 s; container migrate ended with exit code 3; BackoffLimitExceeded: too many",
            `See the end of its log for the reason. ${AGAIN}`,
        ],
        [
            "ran out of memory",
            { job: EXHAUSTED, pods: [KILLED] },
            "failed",
            "failed after 60 s; container migrate ran out of memory; BackoffLimitExceeded: too many",
            `Raise the memory limit of its container. ${AGAIN}`,
        ],
        [
            "has failed without a trace",
            { job: EXHAUSTED },
            "failed",
            "failed after 60 s; BackoffLimitExceeded: too many",
            `See the end of its log for the reason. ${AGAIN}`,
        ],
        [
            "was too long",
            { job: failedBy("DeadlineExceeded", "late") },
            "failed",
            "failed after 60 s; DeadlineExceeded: late",
            `It needs more time than was declared for its run: raise runSeconds. ${AGAIN}`,
        ],
        [
            "is suspended",
            { job: { suspended: true } },
            "stuck",
            "stuck for 100 s; it is suspended",
            'Resume it: `kubectl patch job zone-12ab -n apps -p \'{"spec":{"suspend":false}}\'`.',
        ],
        [
            "never got a pod",
            { now: 1_000 },
            "stuck",
            "stuck for 16 min; no pod of it was created",
            "See what the Job's controller says: `kubectl describe job zone-12ab -n apps`.",
        ],
    ];
    for (const [name, view, state, text, next] of cases) {
        it(`says what to do for one that ${name}`, () => {
            const found = report(view);
            assert.deepEqual([found.state, found.text, found.next, found.cause], [state, text, next, undefined]);
        });
    }

    it("names the cause of a pod that is stuck, with its advice", () => {
        const found = report({ pods: [POD], events: [failed(POD, NOT_FOUND, 10)] });
        assert.deepEqual([found.state, found.cause], ["stuck", "notFound"]);
        assert.match(found.text, /^stuck for 100 s; .*not found/);
        assert.match(found.next, /image-delivery tags/);
        assert.deepEqual(
            found.pods.map(({ name }) => name),
            [POD.name],
        );
    });

    it("names what the API server refuses", () => {
        const found = report({ events: [refusal("exceeded quota: pods", 10)] });
        assert.deepEqual([found.state, found.cause], ["stuck", undefined]);
        assert.match(found.text, /^stuck for 100 s; no pod of it is accepted: exceeded quota: pods$/);
        assert.match(found.next, /quota/);
    });

    it("tells a pull that was slow from one that failed, after the pods are gone", () => {
        const slow = report({ job: failedBy("DeadlineExceeded", "late"), events: [pulling(POD, 5)] });
        assert.equal(slow.cause, "slow");
        assert.equal(slow.text, `failed after 60 s; it ended before ${IMAGE} was pulled; DeadlineExceeded: late`);
        assert.match(slow.next, /^Put the image on the nodes .*`image-delivery timeouts <size>`\. Then run it again: /);
        const wrong = report({ job: failedBy("DeadlineExceeded", "late"), events: [failed(POD, NOT_FOUND, 5)] });
        assert.equal(wrong.cause, "notFound");
        assert.match(wrong.text, /^failed after 60 s; it ended before .*: not found; DeadlineExceeded: late$/);
        assert.match(wrong.next, /^.*image-delivery tags .* Then run it again: /);
    });

    it("leaves a Job of the components to the next update", () => {
        const labels = { "app.kubernetes.io/managed-by": "aks-image-delivery" };
        assert.match(report({ job: { labels, ...EXHAUSTED } }).next, /run it again: the next `pulumi up` does\.$/);
    });

    it("hands on the Job's names, its finished pulls and the end of the log", () => {
        const found = report({ job: { images: [IMAGE] }, events: [pulling(POD, 1), pulled(POD, 21)] });
        assert.deepEqual([found.namespace, found.job, found.images], ["apps", "zone-12ab", [IMAGE]]);
        assert.equal(found.pulls.length, 1);
        assert.deepEqual(found.log, ["the end"]);
    });

    it("counts no time before the Job's creation, where clocks differ", () => {
        assert.match(report({ now: -10 }).text, /^running for 0 s/);
        assert.match(report({ job: { startedAt: undefined } }).text, /^running for 100 s/);
    });
});

describe("the deadline of a migration", () => {
    const deadlineOf = (job: Partial<JobFacts>, now?: number) => report({ job, now }).deadline;

    it("is what is left while it runs, and nothing once it has ended in either way", () => {
        assert.deepEqual(deadlineOf({}), { seconds: 970, leftSeconds: 870 });
        assert.deepEqual(deadlineOf({ complete: true, finishedAt: at(60) }), { seconds: 970, leftSeconds: 0 });
        assert.deepEqual(deadlineOf(failedBy("BackoffLimitExceeded")), { seconds: 970, leftSeconds: 0 });
        assert.deepEqual(deadlineOf({}, 1_000), { seconds: 970, leftSeconds: 0 });
    });

    it("is untouched before the start, and absent where the Job has none", () => {
        assert.deepEqual(deadlineOf({ startedAt: undefined }), { seconds: 970, leftSeconds: 970 });
        assert.equal(deadlineOf({ activeDeadlineSeconds: undefined }), undefined);
    });
});
