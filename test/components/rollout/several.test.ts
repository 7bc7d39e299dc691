import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ImageRollout } from "../../../components/rollout/imageRollout";
import type { ImageRolloutArgs, RolloutApplication } from "../../../components/rollout/rolloutArgs";
import { API_AND_TOOLS, fakeCluster, OTHER_IMAGE, realCluster } from "../../support/fixtures";
import { failed, recorded, refused } from "../../support/harness";
import { PINNED_IMAGE } from "../../support/images";

const ROLLOUT: ImageRolloutArgs = {
    namespace: "shop",
    images: API_AND_TOOLS,
    migrations: [
        { name: "schema", image: "tools", command: ["schema"] },
        { name: "data", image: "tools", command: ["data"], runSeconds: 900 },
        { name: "index", image: "tools", command: ["index"], after: true },
    ],
    applications: [
        { name: "web", image: "api", port: 8080 },
        { name: "worker", image: "api", startSeconds: 300 },
    ],
};

const rollout =
    (args: Partial<ImageRolloutArgs> = {}) =>
    () =>
        new ImageRollout("shop", { ...ROLLOUT, ...args });

describe("a rollout of several applications and migrations", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    it("names each by the rollout and its own name", async () => {
        const { resources } = await recorded(rollout());
        const named = (type: string) => resources.filter((each) => each.type.endsWith(`:${type}`));
        assert.deepEqual(
            named("Deployment")
                .map(({ inputs }) => inputs.metadata.name)
                .sort(),
            ["shop-web", "shop-worker"],
        );
        assert.deepEqual(
            named("Job")
                .map(({ name }) => name)
                .sort(),
            ["shop-data", "shop-index", "shop-schema"],
        );
    });

    it("runs the migrations one after another, then the applications, then what comes after them", async () => {
        const { one } = await recorded(rollout());
        const waitsFor = (part: string, other: string) => {
            const [type = "", name] = part.split(" ");
            const [otherType = "", otherName] = other.split(" ");
            return one(type, name).dependencies.includes(one(otherType, otherName).urn);
        };
        assert.ok(waitsFor("MigrationJob shop-data", "Job shop-schema"));
        assert.ok(
            waitsFor("Application shop-web", "Job shop-data") && waitsFor("Application shop-web", "Job shop-schema"),
        );
        assert.ok(waitsFor("MigrationJob shop-index", "Deployment shop-web"));
        assert.ok(waitsFor("MigrationJob shop-index", "Deployment shop-worker"));
        assert.ok(!waitsFor("MigrationJob shop-schema", "Deployment shop-web"));
        assert.ok(!waitsFor("Application shop-worker", "Deployment shop-web"));
    });

    it("stops exactly what comes after a migration that fails", async () => {
        fakeCluster({
            waitForNoRunningJobs: async (_access, _namespace, labels) => {
                if (labels["app.kubernetes.io/instance"] === "shop-data") {
                    throw new Error("the data migration failed");
                }
            },
        });
        const { text, resources } = await failed(rollout());
        assert.match(text, /the data migration failed/);
        const started = resources.filter(({ type }) => /:(Job|Deployment)$/.test(type)).map(({ name }) => name);
        assert.deepEqual(started, ["shop-schema"]);
    });

    it("gives each its own clocks", async () => {
        const { one } = await recorded(rollout());
        const deadline = (name: string) => one("Job", name).inputs.spec.activeDeadlineSeconds;
        assert.equal(deadline("shop-data") - deadline("shop-schema"), 600);
        const progress = (name: string) => one("Deployment", name).inputs.spec.progressDeadlineSeconds;
        assert.equal(progress("shop-worker") - progress("shop-web"), 240);
    });

    it("gives the objects' names and labels by the names of the parts", async () => {
        let outputs: Record<string, unknown> = {};
        await recorded(() => {
            const { jobs, deployments, selectors, job, deployment } = rollout()();
            assert.deepEqual([job, deployment], [undefined, undefined]);
            pulumi.output({ jobs, deployments, selectors }).apply((known) => {
                outputs = known;
            });
        });
        assert.deepEqual(outputs.deployments, { web: "shop-web", worker: "shop-worker" });
        assert.deepEqual(Object.keys(outputs.jobs as object), ["schema", "data", "index"]);
        const { web } = outputs.selectors as Record<string, Record<string, string>>;
        assert.equal(web?.["app.kubernetes.io/instance"], "shop-web");
    });

    it("writes out the names of images in a podTemplate", async () => {
        const podTemplate = {
            spec: {
                initContainers: [{ name: "wait", image: "tools" }],
                volumes: [{ name: "model", image: { reference: "api" } }],
            },
        };
        const { one } = await recorded(rollout({ applications: [{ name: "web", image: "api", podTemplate }] }));
        const { spec } = one("Deployment").inputs.spec.template;
        assert.equal(spec.initContainers[0].image, OTHER_IMAGE);
        assert.deepEqual(spec.volumes, [
            { name: "model", image: { reference: PINNED_IMAGE, pullPolicy: "IfNotPresent" } },
        ]);
    });

    it("refuses every fault by its property", async () => {
        const text = await refused(
            rollout({
                application: { image: "api", name: "x" },
                migrations: [
                    { image: "tools" },
                    { name: "A", image: "gone" },
                    { name: "b", image: "tools", runSeconds: 0 },
                ],
                applications: [
                    { name: "web", image: "api", startSeconds: 0 },
                    { name: "web", image: "api", replicas: 0 },
                ],
            }),
        );
        for (const given of [
            "applications: is given besides application; move it into applications",
            "application.name: is for applications",
            "migrations[0].name: is missing",
            'migrations[1].name: "A" cannot name',
            'migrations[1].image: "gone" is not among images; there are api, tools',
            "migrations[2].runSeconds: 0",
            'applications[1].name: there are two named "web"',
        ]) {
            assert.ok(text.includes(given), `${given} in ${text}`);
        }
        const clocks = await refused(
            rollout({ applications: [{ name: "w", image: "api", replicas: 0, startSeconds: 0 }] }),
        );
        assert.match(clocks, /applications\[0\]\.replicas: 0[\s\S]*applications\[0\]\.startSeconds: 0/);
    });

    const waits = (image: pulumi.Input<string>) => ({ spec: { initContainers: [{ name: "wait", image }] } });
    const web = (podTemplate: RolloutApplication["podTemplate"]) =>
        rollout({ applications: [{ name: "web", image: "api", podTemplate }] });

    it("refuses an image in a podTemplate that is not among its images, known now or later", async () => {
        const other = "docker.io/library/busybox:1.37";
        for (const podTemplate of [waits(other), waits(pulumi.output(other)), pulumi.output(waits(other))]) {
            const text = await refused(web(podTemplate));
            assert.match(
                text,
                /applications\[0\]\.podTemplate\.spec\.initContainers\[0\]\.image: "docker.io\/library\/busybox:1.37" is not among images \(api, tools\); add it/,
            );
        }
    });

    it("takes an image that is known later by its name and by its reference", async () => {
        for (const podTemplate of [waits(pulumi.output("tools")), pulumi.output(waits(OTHER_IMAGE))]) {
            const { one } = await recorded(web(podTemplate));
            assert.equal(one("Deployment").inputs.spec.template.spec.initContainers[0].image, OTHER_IMAGE);
        }
    });
});
