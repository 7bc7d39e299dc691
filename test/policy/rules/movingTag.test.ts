import assert from "node:assert/strict";
import { UNKNOWN, violations } from "../../support/violations";
import { annotated, cronJob, daemonSet, deployment, IMAGE, job, object } from "../../support/workload";

const MOVING = "acr1.azurecr.io/api:latest";
const found = (given: Parameters<typeof violations>[1]) => violations("moving-tag", given);

describe("the rule moving-tag", () => {
    it("accepts a digest and a version tag", () => {
        for (const image of [IMAGE, "acr1.azurecr.io/api:1.4.2"]) {
            assert.deepEqual(found(deployment({ container: { image } })), []);
        }
    });

    it("refuses latest and a missing tag, with what to write instead", () => {
        assert.deepEqual(found(deployment({ container: { image: MOVING } })), [
            `container api: image ${MOVING}: the tag latest moves, and with IfNotPresent a node runs the old image that it has; ` +
                "use acr1.azurecr.io/api@sha256:... or a version tag",
        ]);
        assert.match(found(job({ container: { image: "nginx" } })).join(), /no tag means latest/);
    });

    it("refuses what is not a reference", () => {
        assert.match(found(deployment({ container: { image: "Acr1/API" } })).join(), /must be in lower case/);
    });

    it("looks into every kind of workload, list and patch", () => {
        const different = { container: { image: MOVING } };
        const list = { type: "kubernetes:apps/v1:DeploymentList", props: { items: [object(different), object({})] } };
        const patch = { type: "kubernetes:apps/v1:StatefulSetPatch", props: object(different) };
        const pod = {
            type: "kubernetes:core/v1:Pod",
            props: { spec: { containers: [{ name: "api", image: MOVING }] } },
        };
        for (const given of [job(different), cronJob(different), daemonSet(different), list, patch, pod]) {
            assert.equal(found(given).length, 1, given.type);
        }
    });

    it("looks at init containers and image volumes", () => {
        const initContainers = [{ name: "wait", image: MOVING }];
        const volumes = [
            { name: "model", image: { reference: MOVING } },
            { name: "tmp", emptyDir: {} },
        ];
        const reported = found(deployment({ pod: { initContainers, volumes } }));
        assert.deepEqual(
            reported.map((text) => text.split(":")[0]),
            ["container wait", "volume model"],
        );
    });

    it("lets an image move whose policy is Always for a reason", () => {
        const container = { image: MOVING, imagePullPolicy: "Always" };
        assert.equal(found(deployment({ container })).length, 1);
        assert.equal(found(deployment({ container, metadata: annotated({ "always-reason": " " }) })).length, 1);
        const metadata = annotated({ "always-reason": "the nightly build of a test stack" });
        assert.deepEqual(found(deployment({ container, metadata })), []);
    });

    it("judges what is known in a preview, next to what is not", () => {
        const containers = [
            { name: "later", image: UNKNOWN },
            { name: "now", image: MOVING },
        ];
        assert.match(found(deployment({ pod: { containers } })).join(), /^container now: [^,]*latest moves/);
        assert.deepEqual(found(deployment({ spec: { template: UNKNOWN } })), []);
    });

    it("leaves an image to the object that a patch changes, and other resources alone", () => {
        const patch = {
            type: "kubernetes:apps/v1:DeploymentPatch",
            props: object({ container: { image: undefined } }),
        };
        assert.deepEqual(found(patch), []);
        assert.deepEqual(found({ type: "kubernetes:core/v1:ConfigMap", props: { data: { image: MOVING } } }), []);
    });
});
