import assert from "node:assert/strict";
import type { JobFacts } from "../../../model/kubernetes/facts";
import { migrationReport } from "../../../model/migration/report";
import { at } from "../../support/gateView";

const JOB: JobFacts = {
    namespace: "apps",
    name: "zone-12ab",
    uid: "1",
    labels: {},
    images: [],
    failed: 0,
    complete: false,
    suspended: false,
    createdAt: at(0),
    startedAt: at(0),
    activeDeadlineSeconds: 970,
};

function reportOf(different: Partial<JobFacts>) {
    const none = { pods: [], jobEvents: [], log: [], events: new Map(), nodes: new Map(), sizes: new Map() };
    return migrationReport({ ...none, job: { ...JOB, ...different }, now: at(100) });
}

describe("the deadline of a migration", () => {
    const leftOf = (different: Partial<JobFacts>) => reportOf(different).deadline?.leftSeconds;

    it("is what is left while it runs, and nothing once it has ended in either way", () => {
        assert.equal(leftOf({}), 870);
        assert.equal(leftOf({ complete: true, finishedAt: at(60) }), 0);
        assert.equal(leftOf({ failure: { reason: "BackoffLimitExceeded", message: "" }, finishedAt: at(60) }), 0);
    });
});
