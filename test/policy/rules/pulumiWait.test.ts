import assert from "node:assert/strict";
import { violations } from "../../support/violations";
import { cronJob, deployment, job } from "../../support/workload";

const LONG = { spec: { activeDeadlineSeconds: 1270 } };
const found = (given: Parameters<typeof violations>[1]) => violations("pulumi-wait", given);

describe("the rule pulumi-wait", () => {
    it("refuses the default wait next to a longer deadline", () => {
        assert.deepEqual(found(job(LONG)), [
            "Pulumi's default wait is 600 s, shorter than spec.activeDeadlineSeconds of 1270 s; " +
                "set customTimeouts of at least 1270 s, better a little more",
        ]);
    });

    it("refuses the shorter of two given waits, and the default of one that is not given", () => {
        const given = (createSeconds: number, updateSeconds: number) =>
            found({ ...job(LONG), timeouts: { createSeconds, updateSeconds } }).join();
        assert.match(given(1390, 900), /^customTimeouts\.update is 900 s/);
        assert.match(given(1390, 0), /^Pulumi's default wait is 600 s/);
    });

    it("accepts a wait that is as long, and the defaults of Pulumi and Kubernetes together", () => {
        assert.deepEqual(found({ ...job(LONG), timeouts: { createSeconds: 1270, updateSeconds: 1390 } }), []);
        assert.deepEqual(found(deployment()), []);
        assert.deepEqual(found(job()), []);
    });

    it("says nothing where Pulumi does not wait", () => {
        const metadata = { annotations: { "pulumi.com/skipAwait": "true" } };
        assert.deepEqual(found(job({ ...LONG, metadata })), []);
        assert.deepEqual(found(cronJob(LONG)), []);
    });
});
