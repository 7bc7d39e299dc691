import assert from "node:assert/strict";
import fc from "fast-check";
import { timeoutChain } from "../../../model/timeouts/chain";
import { UNKNOWN, violations } from "../../support/violations";
import { annotated, cronJob, deployment, job } from "../../support/workload";

const SIZED = annotated({ size: "778MB" });
const found = (given: Parameters<typeof violations>[1]) => violations("deadline", given);
const jobWith = (seconds: unknown, metadata = SIZED) => job({ metadata, spec: { activeDeadlineSeconds: seconds } });

describe("the rule deadline", () => {
    it("refuses a Job that counts the pull of 778 MB into 600 seconds, with the sum", () => {
        assert.deepEqual(found(jobWith(600)), [
            "spec.activeDeadlineSeconds is 600 s: a healthy pull of 778 MB may take 970 s until the container starts " +
                "(60 s schedule + 300 s pull + 610 s recovery); set at least 970 and what the container itself needs",
        ]);
    });

    it("accepts the least that it asks for, and not a second less", () => {
        assert.deepEqual(found(jobWith(970)), []);
        assert.equal(found(jobWith(969)).length, 1);
    });

    it("accepts every deadline of the chain, and none below what comes before the container's start", () => {
        const sizes = fc.integer({ min: 1, max: 1e12 });
        fc.assert(
            fc.property(sizes, fc.integer({ min: 1, max: 500 }), (imageBytes, replicas) => {
                const metadata = annotated({ size: `${imageBytes}B` });
                const chain = timeoutChain({ imageBytes, replicas });
                const progress = (progressDeadlineSeconds: number) =>
                    found(deployment({ metadata, spec: { replicas, progressDeadlineSeconds } })).length;
                assert.deepEqual(found(jobWith(chain.job.seconds, metadata)), []);
                assert.equal(found(jobWith(chain.job.seconds - 301, metadata)).length, 1);
                assert.equal(progress(chain.deployment.seconds), 0);
                assert.equal(progress(chain.deployment.seconds - 61), 1);
            }),
        );
    });

    it("counts the pull twice on a slow network", () => {
        assert.deepEqual(found(jobWith(1000)), []);
        const slow = violations("deadline", { ...jobWith(1000), settings: { network: "slow" } });
        assert.match(slow.join(), /600 s pull/);
    });

    it("counts the pull at a measured rate", () => {
        const measured = violations("deadline", { ...jobWith(1000), settings: { pullRate: "1MB/s" } });
        assert.match(measured.join(), /778 s pull/);
    });

    it("refuses a setting that is not a rate, and a rate next to a network", () => {
        const faultOf = (settings: object) => violations("deadline", { ...jobWith(1e5), settings }).join();
        assert.match(faultOf({ pullRate: "fast" }), /^setting pullRate: pull rate "fast" is not a rate/);
        assert.match(faultOf({ pullRate: "1MB/s", network: "slow" }), /^setting pullRate: .*leave out one of the two$/);
    });

    it("counts the default of a Deployment, and the replicas", () => {
        assert.match(found(deployment({ metadata: SIZED })).join(), /is not given, and the default is 600 s/);
        const many = deployment({ metadata: SIZED, spec: { replicas: 100, progressDeadlineSeconds: 1000 } });
        assert.match(found(many).join(), /910 s recovery/);
        assert.deepEqual(
            found(deployment({ metadata: SIZED, spec: { replicas: 0, progressDeadlineSeconds: 1000 } })),
            [],
        );
    });

    it("finds a deadline of the pod, and those of a CronJob", () => {
        const ofPod = job({ podMetadata: SIZED, pod: { activeDeadlineSeconds: 60 } });
        assert.match(found(ofPod).join(), /^spec\.template\.spec\.activeDeadlineSeconds is 60 s/);
        const scheduled = cronJob({ metadata: SIZED, spec: { activeDeadlineSeconds: 60 } });
        assert.match(found(scheduled).join(), /^spec\.jobTemplate\.spec\.activeDeadlineSeconds is 60 s/);
    });

    it("refuses what is not a size", () => {
        assert.match(found(jobWith(1e5, annotated({ size: "778MB" }))).join(), /^$/);
        const faulty = found(jobWith(1e5, annotated({ size: "778 megs" })));
        assert.match(
            faulty.join(),
            /^annotation aks-image-delivery\/size: image size "778 megs" has an unknown unit, megs/,
        );
    });

    it("says nothing without a size, without a deadline, of a patch without one, and of what is not known yet", () => {
        const patch = { ...deployment({ metadata: SIZED }), type: "kubernetes:apps/v1:DeploymentPatch" };
        for (const given of [jobWith(60, {}), jobWith(undefined), patch, jobWith(UNKNOWN)]) {
            assert.deepEqual(found(given), []);
        }
    });
});
