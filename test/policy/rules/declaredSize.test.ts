import assert from "node:assert/strict";
import { violations } from "../../support/violations";
import { annotated, deployment, job } from "../../support/workload";

const found = (given: Parameters<typeof violations>[1]) => violations("declared-size", given);

describe("the rule declared-size", () => {
    it("refuses a deadline for which no size is declared", () => {
        assert.deepEqual(found(job({ spec: { activeDeadlineSeconds: 1270 } })), [
            "spec.activeDeadlineSeconds counts the pull of an image whose size is not declared; give the size that " +
                "`image-delivery size IMAGE` prints in the annotation aks-image-delivery/size",
        ]);
        assert.equal(found(deployment({ spec: { progressDeadlineSeconds: 900 } })).length, 1);
    });

    it("accepts a size on the object or on its pods, and a workload that sets no deadline", () => {
        const spec = { activeDeadlineSeconds: 1270 };
        assert.deepEqual(found(job({ spec, metadata: annotated({ size: "650MB" }) })), []);
        assert.deepEqual(found(job({ spec, podMetadata: annotated({ size: "650MB" }) })), []);
        assert.deepEqual(found(job()), []);
        assert.deepEqual(found(deployment()), []);
    });
});
