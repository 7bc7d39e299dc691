import assert from "node:assert/strict";
import { podSecurity } from "../../../model/workload/podDefaults";
import { withPodImages } from "../../../model/workload/podImages";
import { restrictedFaults } from "../../../model/workload/restricted";

/** Each image with its place, which stands there afterwards. */
const placed = (patch: unknown) => withPodImages(patch, (image, path) => `${String(image)} at ${path}`);

describe("the images of a patch of a pod", () => {
    it("are those of its containers and image volumes, each changed in its place", () => {
        const one = { image: "a:1" };
        const patch = {
            metadata: { labels: {} },
            spec: {
                hostname: "x",
                containers: [{ name: "api" }, { name: "b", ...one }],
                initContainers: [one],
                ephemeralContainers: [one],
                volumes: [
                    { name: "v", image: { reference: "m:1", pullPolicy: "Always" } },
                    { name: "w", emptyDir: {} },
                ],
            },
        };
        const before = structuredClone(patch);
        assert.deepEqual(placed(patch), {
            metadata: { labels: {} },
            spec: {
                hostname: "x",
                containers: [{ name: "api" }, { name: "b", image: "a:1 at spec.containers[1].image" }],
                initContainers: [{ image: "a:1 at spec.initContainers[0].image" }],
                ephemeralContainers: [{ image: "a:1 at spec.ephemeralContainers[0].image" }],
                volumes: [
                    { name: "v", image: { reference: "m:1 at spec.volumes[0].image.reference", pullPolicy: "Always" } },
                    { name: "w", emptyDir: {} },
                ],
            },
        });
        assert.deepEqual(patch, before, "the patch itself was changed");
    });

    it("are left alone where they are not known yet", () => {
        class Later {}
        const later = new Later();
        for (const patch of [
            later,
            undefined,
            {},
            { spec: later },
            { spec: { containers: later } },
            { spec: { containers: [later] } },
        ]) {
            assert.deepEqual(placed(patch), patch);
        }
    });
});

describe("what every pod says of its user", () => {
    it('is enough for "restricted", with one number for user and groups', () => {
        const securityContext = podSecurity(7);
        assert.deepEqual(restrictedFaults({ securityContext, containers: [] }), []);
        const { runAsUser, runAsGroup, fsGroup, fsGroupChangePolicy } = securityContext;
        assert.deepEqual([runAsUser, runAsGroup, fsGroup, fsGroupChangePolicy], [7, 7, 7, "OnRootMismatch"]);
    });
});
