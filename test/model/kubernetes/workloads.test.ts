import assert from "node:assert/strict";
import {
    hasLabels,
    type Labels,
    labels,
    Role,
    roleLabels,
    rolesSelector,
    selectorText,
} from "../../../model/kubernetes/labels";
import { workloadKind } from "../../../model/kubernetes/workloads";

describe("the kinds of objects that create pods", () => {
    const template = ["spec", "template", "spec"];
    const places: [string, string[]][] = [
        ["Pod", ["spec"]],
        ["PodTemplate", ["template", "spec"]],
        ["CronJob", ["spec", "jobTemplate", ...template]],
        ...["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"].map(
            (kind): [string, string[]] => [kind, template],
        ),
    ];

    it("have the spec of their pods each in its place, patches and lists too", () => {
        for (const [kind, podSpec] of places) {
            for (const variant of [undefined, "Patch", "List"]) {
                const type = `kubernetes:apps/v1:${kind}${variant ?? ""}`;
                assert.deepEqual(workloadKind(type), { kind, podSpec, variant }, type);
            }
        }
    });

    it("are none of other providers, and no other kinds", () => {
        const others = ["Service", "ConfigMapList", "DeploymentX", "Patch", ""].map((kind) => `kubernetes:v1:${kind}`);
        for (const type of [
            ...others,
            "docker:v1:Pod",
            "x-kubernetes:v1:Pod",
            "kubernetes:Pod",
            "kubernetes:a:b:Pod",
        ]) {
            assert.equal(workloadKind(type), undefined, type);
        }
    });
});

describe("the labels of this package", () => {
    it("say the role, and the instance where there is one", () => {
        const role = {
            "app.kubernetes.io/component": "migration",
            "app.kubernetes.io/managed-by": "aks-image-delivery",
        };
        assert.deepEqual(roleLabels(Role.Migration), role);
        assert.deepEqual(labels(Role.Migration, "shop"), { ...role, "app.kubernetes.io/instance": "shop" });
    });

    it("are found by all of those that are wanted", () => {
        const given = { app: "shop", tier: "web" };
        const all: Labels[] = [{}, { app: "shop" }, given];
        const found = all.map((wanted) => hasLabels(given, wanted));
        assert.deepEqual(found, [true, true, true]);
        const missed: Labels[] = [{ app: "cart" }, { app: "shop", tier: "db" }, { ...given, zone: "1" }];
        assert.deepEqual(
            missed.map((wanted) => hasLabels(given, wanted)),
            [false, false, false],
        );
    });

    it("are written as the API server takes them", () => {
        assert.equal(selectorText({ app: "shop", tier: "web" }), "app=shop,tier=web");
        assert.equal(
            rolesSelector([Role.Prepull, Role.NodeWarmup]),
            "app.kubernetes.io/component in (image-prepull,node-warmup),app.kubernetes.io/managed-by=aks-image-delivery",
        );
    });
});
