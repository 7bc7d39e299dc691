// IfNotPresent on every container of a pod, and the images for which it would run old code.
import assert from "node:assert/strict";
import { parseImageReference } from "../../../model/image/reference";
import {
    defaultPullPolicy,
    ifNotPresentFaults,
    type PullPolicyOptions,
    withIfNotPresent,
} from "../../../model/kubernetes/pullPolicy";
import { faultTexts } from "../../support/faultTexts";

const policies = (containers: object[]) =>
    containers.map((entry) => ("imagePullPolicy" in entry ? entry.imagePullPolicy : undefined));

const judged = <Spec extends object>(spec: Spec, options?: PullPolicyOptions) => ({
    spec: withIfNotPresent(spec, options),
    faults: ifNotPresentFaults(spec, options),
});

const pod = {
    containers: [
        { name: "app", image: "r.io/app:1" },
        { name: "proxy", image: "r.io/proxy:1", imagePullPolicy: "Always" },
    ],
    initContainers: [{ name: "wait", image: "r.io/wait:1", imagePullPolicy: "Never" }],
    ephemeralContainers: [{ name: "debug", image: "r.io/debug:1" }],
    volumes: [
        { name: "model", image: { reference: "r.io/model:1" } },
        { name: "data", emptyDir: {} },
    ],
    nodeSelector: { pool: "apps" },
};

describe("withIfNotPresent", () => {
    it("sets the policy of every kind of container and of image volumes", () => {
        const { spec, faults } = judged(pod);
        assert.deepEqual(policies(spec.containers), ["IfNotPresent", "IfNotPresent"]);
        assert.deepEqual(policies(spec.initContainers), ["IfNotPresent"]);
        assert.deepEqual(policies(spec.ephemeralContainers), ["IfNotPresent"]);
        assert.deepEqual(spec.volumes[0]?.image, { reference: "r.io/model:1", pullPolicy: "IfNotPresent" });
        assert.deepEqual(faults, []);
    });

    it("leaves everything else and the given spec as they are", () => {
        const { spec } = judged(pod);
        assert.deepEqual(spec.nodeSelector, pod.nodeSelector);
        assert.deepEqual(spec.volumes[1], pod.volumes[1]);
        assert.deepEqual(policies(pod.containers), [undefined, "Always"]);
        assert.deepEqual(Object.keys(spec), Object.keys(pod));
    });

    it("adds no field to a spec without containers", () => {
        assert.deepEqual(judged({ hostname: "x" }), { spec: { hostname: "x" }, faults: [] });
    });
});

describe("images for IfNotPresent", () => {
    const moving = {
        containers: [
            { name: "app", image: "r.io/app:latest" },
            { name: "side", image: "r.io/side", imagePullPolicy: "Always" },
        ],
        initContainers: [{ name: "wait", image: "r.io/Wait:1" }],
        volumes: [{ name: "model", image: { reference: "r.io/model", pullPolicy: "Always" } }],
    };

    it("are faults where they move or are not references, all of them, each with its path", () => {
        const { faults } = judged(moving);
        const texts = faultTexts(faults);
        assert.equal(texts.length, 4);
        assert.match(texts[0] ?? "", /^containers\[0\]\.image: image r\.io\/app:latest: the tag latest moves/);
        assert.match(texts[1] ?? "", /^containers\[1\]\.image: image r\.io\/side: no tag means latest/);
        assert.match(texts[2] ?? "", /^initContainers\[0\]\.image: image reference "r\.io\/Wait:1" is not valid/);
        assert.match(texts[3] ?? "", /^volumes\[0\]\.image\.reference: image r\.io\/model: no tag means latest/);
    });

    it("may move where that is allowed, but must be references", () => {
        const { faults, spec } = judged(moving, { allowMovingTag: true });
        assert.deepEqual(faults.length, 1);
        assert.match(faultTexts(faults)[0] ?? "", /^initContainers\[0\]\.image: image reference/);
        assert.deepEqual(policies(spec.containers), ["IfNotPresent", "IfNotPresent"]);
    });

    it("are left to Always where that is allowed", () => {
        const { faults, spec } = judged(moving, { allowAlways: true });
        assert.deepEqual(policies(spec.containers), ["IfNotPresent", "Always"]);
        assert.deepEqual(spec.volumes, moving.volumes);
        assert.deepEqual(
            faults.map(({ property }) => property),
            ["containers[0].image", "initContainers[0].image"],
        );
    });

    it("are not judged while they are unknown", () => {
        class Unknown {}
        const unknown = new Unknown();
        const containers = [{ name: "app", image: unknown }, unknown, null, "text"];
        const volumes = [unknown, { name: "v", image: unknown }];
        const { spec, faults } = judged({ containers, initContainers: unknown, volumes });
        assert.deepEqual([spec.volumes, spec.containers.slice(2)], [volumes, [null, "text"]]);
        assert.deepEqual(faults, []);
        assert.deepEqual(spec.containers[0], { name: "app", image: unknown, imagePullPolicy: "IfNotPresent" });
        assert.equal(spec.containers[1], unknown);
        assert.equal(spec.initContainers, unknown);
    });
});

describe("the policy of a container that gives none", () => {
    const policy = (image: string) => defaultPullPolicy(parseImageReference(image));

    it("is Always for latest and for no tag, with a digest after the tag too", () => {
        for (const image of ["nginx", "nginx:latest", `nginx:latest@sha256:${"0".repeat(64)}`]) {
            assert.equal(policy(image), "Always", image);
        }
    });

    it("is IfNotPresent for a version tag, and for a digest alone", () => {
        for (const image of ["nginx:1.27", `nginx@sha256:${"0".repeat(64)}`]) {
            assert.equal(policy(image), "IfNotPresent", image);
        }
    });
});
