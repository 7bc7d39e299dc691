import assert from "node:assert/strict";
import { adoption, type RunningWorkload } from "../../../model/adopt/rollout";
import { labels, Role } from "../../../model/kubernetes/labels";
import type { Fields } from "../../../model/workload/fields";

const API = "r.io/shop/api:1.4";
const TOOLS = "r.io/tools:2";
const PINNED = `r.io/shop/api@sha256:${"a".repeat(64)}`;
const IMAGES = [
    { image: API, pinned: PINNED, size: "200MB", layers: 7 },
    { image: TOOLS, pinned: TOOLS },
];

function running(
    name: string,
    pod: Fields = {},
    different: Partial<RunningWorkload> & { spec?: Fields } = {},
): RunningWorkload {
    const { spec, ...others } = different;
    const template = { spec: { containers: [{ name, image: API }], ...pod } };
    return { kind: "Deployment", namespace: "shop", name, spec: { ...spec, template }, ...others };
}
const adopted = (...workloads: RunningWorkload[]) => adoption("all", "shop", workloads, IMAGES);
const matching = (name: string, others: Fields = {}) => ({
    spec: { selector: { matchLabels: labels(Role.Application, name), ...others } },
});

describe("the rollout of what runs", () => {
    it("has the images by name, pinned, with what is known of them", () => {
        const { rollout } = adopted();
        assert.deepEqual(rollout, {
            name: "all",
            namespace: "shop",
            images: [
                { name: "api", image: PINNED, size: "200MB", layers: 7 },
                { name: "tools", image: TOOLS },
            ],
        });
    });

    it("names images by the end of their repositories, however they are written", () => {
        const named = (image: string) => {
            const { rollout } = adoption("all", "shop", [], [{ image, pinned: image }]);
            return (rollout.images as { name: string }[])[0]?.name;
        };
        const digest = `@sha256:${"a".repeat(64)}`;
        assert.deepEqual(
            [`r.io/a/api:1.4${digest}`, `r.io:5000/api${digest}`, "API__v2", "r.io/--x--", "r.io/__"].map(named),
            ["api", "api", "api-v2", "x", "image"],
        );
    });

    it("has each workload by its name, with the names of its images", () => {
        const wait = { name: "wait", image: TOOLS };
        const proxy = { name: "proxy", image: "elsewhere:1" };
        const web = running("web.v1", { initContainers: [wait, proxy] });
        const job = running("schema", {}, { kind: "Job" });
        const { rollout, workloads } = adopted(web, job);
        const [application] = rollout.applications as { name: string; image: string; podTemplate: unknown }[];
        assert.deepEqual([application?.name, application?.image], ["web-v1", "api"]);
        const { spec } = (application?.podTemplate ?? {}) as { spec: { initContainers: Fields[] } };
        assert.deepEqual(
            spec.initContainers.map(({ image }) => image),
            ["tools", "elsewhere:1"],
        );
        const [migration] = rollout.migrations as Fields[];
        assert.deepEqual([migration?.name, migration?.backoffLimit], ["schema", 6]);
        assert.deepEqual(
            workloads.map(({ kind, name, becomes, inPlace }) => [kind, name, becomes, inPlace]),
            [
                ["Deployment", "web.v1", "all-web-v1", false],
                ["Job", "schema", "all-schema", false],
            ],
        );
        assert.deepEqual(workloads[0]?.labels, labels(Role.Application, "all-web-v1"));
        assert.deepEqual(workloads[1]?.labels, labels(Role.Migration, "all-schema"));
    });

    it("takes over the only Deployment whose selector is the component's own", () => {
        const own = running("web", {}, matching("web"));
        const { rollout, workloads } = adopted(running("schema", {}, { kind: "Job" }), own);
        assert.deepEqual([rollout.name, rollout.applications], ["web", undefined]);
        assert.deepEqual((rollout.application as Fields).name, undefined);
        assert.deepEqual(
            workloads.map(({ becomes, inPlace }) => [becomes, inPlace]),
            [
                ["web-schema", false],
                ["web", true],
            ],
        );
    });

    const others: [string, RunningWorkload[]][] = [
        ["another selector", [running("web", {}, { spec: { selector: { matchLabels: { app: "web" } } } })]],
        ["a selector of another instance", [running("web", {}, matching("other"))]],
        ["a selector that says less", [running("web", {}, { spec: { selector: { matchLabels: {} } } })]],
        ["a selector that says more", [running("web", {}, matching("web", { matchExpressions: [] }))]],
        [
            "a selector with another label",
            [
                running(
                    "web",
                    {},
                    { spec: { selector: { matchLabels: { ...labels(Role.Application, "web"), app: "x" } } } },
                ),
            ],
        ],
        ["a second Deployment", [running("web", {}, matching("web")), running("worker")]],
    ];
    for (const [what, workloads] of others) {
        it(`replaces a Deployment with ${what}`, () => {
            const result = adopted(...workloads);
            assert.deepEqual([result.rollout.name, result.rollout.application], ["all", undefined]);
            assert.ok(result.workloads.every(({ inPlace }) => !inPlace));
        });
    }

    it("says where pods run once where all agree, and of each where they do not", () => {
        const [gpu, spot] = [[{ key: "gpu", operator: "Exists" }], [{ key: "spot", operator: "Exists" }]];
        const place = { nodeSelector: { pool: "a" } };
        const { rollout } = adopted(
            running("a", { ...place, tolerations: gpu }),
            running("b", { ...place, tolerations: spot }),
        );
        assert.deepEqual([rollout.nodeSelector, rollout.tolerations], [{ pool: "a" }, undefined]);
        const specs = (rollout.applications as { podTemplate: { spec: Fields } }[]).map(
            ({ podTemplate }) => podTemplate.spec,
        );
        assert.deepEqual(
            specs.map(({ nodeSelector, tolerations }) => [nodeSelector, tolerations]),
            [
                [undefined, gpu],
                [undefined, spot],
            ],
        );
        const alike = adopted(running("a", { tolerations: gpu }), running("b", { tolerations: gpu })).rollout;
        assert.deepEqual(alike.tolerations, gpu);
        assert.ok(
            (alike.applications as Fields[]).every(({ podTemplate, tolerations }) => !podTemplate && !tolerations),
        );
    });

    it("changes the credentials of those only that had fewer than all", () => {
        const secret = (name: string) => ({ imagePullSecrets: [{ name }] });
        const changed = (...workloads: RunningWorkload[]) =>
            adopted(...workloads).workloads.map(({ changes }) =>
                changes.some(({ field }) => field === "spec.imagePullSecrets"),
            );
        assert.deepEqual(changed(running("a")), [false]);
        assert.deepEqual(changed(running("a", secret("x")), running("b", secret("x"))), [false, false]);
        assert.deepEqual(changed(running("a", secret("x")), running("b")), [false, true]);
    });

    it("says what to do in the chart, with the size of the image and the replicas", () => {
        const chart = { release: "shop" };
        const text = (workload: RunningWorkload) => adopted(workload).workloads[0]?.chart;
        assert.match(
            text(running("web", {}, { chart, spec: { replicas: 3 } })) ?? "",
            /\{ size: "200MB", replicas: 3 \}/,
        );
        const tools = { containers: [{ name: "t", image: TOOLS }] };
        assert.match(text(running("web", tools, { chart })) ?? "", /\{ size: "SIZE" \}/);
        assert.equal(text(running("web")), undefined);
        assert.match(
            text(running("schema", {}, { kind: "Job", chart })) ?? "",
            /^Job schema is a part of the Helm release shop/,
        );
    });
});
