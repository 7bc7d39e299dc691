import assert from "node:assert/strict";
import { UNKNOWN, violations } from "../../support/violations";
import { annotated, type Different, deployment, IMAGE, object } from "../../support/workload";

const found = (different: Different) => violations("pull-policy", deployment(different));
const REASON = { "always-reason": "licence is checked at every start" };

describe("the rule pull-policy", () => {
    it("accepts IfNotPresent, and what the API server makes of a version or a digest", () => {
        assert.deepEqual(found({ container: { imagePullPolicy: "IfNotPresent" } }), []);
        assert.deepEqual(found({ container: { image: IMAGE } }), []);
        assert.deepEqual(found({ container: { image: "acr1.azurecr.io/api:1.4.2" } }), []);
    });

    it("refuses Always without a reason", () => {
        assert.deepEqual(found({ container: { imagePullPolicy: "Always" } }), [
            "container api: imagePullPolicy Always asks the registry at every start, also where the image is on the node; " +
                "set IfNotPresent, or give the reason in the annotation aks-image-delivery/always-reason",
        ]);
        assert.equal(
            found({ container: { imagePullPolicy: "Always" }, metadata: annotated({ "always-reason": "" }) }).length,
            1,
        );
    });

    it("accepts Always with a reason, on the object or on its pods", () => {
        const container = { imagePullPolicy: "Always" };
        assert.deepEqual(found({ container, metadata: annotated(REASON) }), []);
        assert.deepEqual(found({ container, podMetadata: annotated(REASON) }), []);
    });

    it("refuses a tag for which a missing policy means Always", () => {
        for (const image of ["acr1.azurecr.io/api", "acr1.azurecr.io/api:latest", IMAGE.replace("@", ":latest@")]) {
            assert.match(found({ container: { image } }).join(), /no imagePullPolicy, which means Always/, image);
        }
    });

    it("refuses Never, also with a reason", () => {
        const never = found({ container: { imagePullPolicy: "Never" }, metadata: annotated(REASON) });
        assert.match(never.join(), /Never fails on every node without the image/);
    });

    it("refuses the same of an image volume", () => {
        const volumes = [{ name: "model", image: { reference: IMAGE, pullPolicy: "Always" } }];
        assert.match(found({ pod: { volumes } }).join(), /^volume model: imagePullPolicy Always/);
    });

    it("waits for an image that a preview does not know, where the policy follows from it", () => {
        assert.deepEqual(found({ container: { image: UNKNOWN } }), []);
        assert.equal(found({ container: { image: UNKNOWN, imagePullPolicy: "Always" } }).length, 1);
    });

    it("leaves a missing policy to the object that a patch changes", () => {
        const props = object({ container: { image: "acr1.azurecr.io/api:latest" } });
        assert.deepEqual(violations("pull-policy", { type: "kubernetes:apps/v1:DeploymentPatch", props }), []);
    });
});
