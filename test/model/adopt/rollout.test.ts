import assert from "node:assert/strict";
import { parse as parseSchema } from "valibot";
import { ImageRollout } from "../../../components/rollout/imageRollout";
import { adoption, type RunningWorkload } from "../../../model/adopt/rollout";
import { serviceOutlooks } from "../../../model/adopt/services";
import { rolloutSchema } from "../../../stack/rolloutSchema";
import { fakeCluster, realCluster } from "../../support/fixtures";
import { recorded } from "../../support/harness";
import { podDifferences } from "../../support/podDifferences";
import { SHAPES } from "../../support/shapes/all";
import { ESTATE } from "../../support/shapes/estate";
import { IMAGE, SECOND_IMAGE, type Shape } from "../../support/shapes/shape";

const IMAGES = [IMAGE, SECOND_IMAGE].map((image) => ({ image, pinned: image, size: "100MB" }));

function running(name: string, { kind, spec }: Pick<Shape, "kind" | "spec">): RunningWorkload {
    return { kind, name, namespace: "shop", spec };
}

const described = (workloads: readonly RunningWorkload[]) => adoption("billing", "shop", workloads, IMAGES);

const deployment = (name: string, pod: object) =>
    running(name, {
        kind: "Deployment",
        spec: { template: { spec: { containers: [{ name, image: IMAGE }], ...pod } } },
    });

describe("workloads that run, as one rollout", () => {
    before(() => void fakeCluster());
    after(realCluster);

    it("gives the pods of all of them, or lists the difference", async () => {
        const { rollout, workloads } = described(Object.entries(ESTATE).map(([name, shape]) => running(name, shape)));
        const { name: rolloutName, ...args } = rollout;
        const { resources } = await recorded(() => new ImageRollout(String(rolloutName), args as never));
        for (const { name, kind, becomes, labels, changes } of workloads) {
            const object = resources.find((one) => one.type.endsWith(`:${kind}`) && one.name === becomes);
            const template = object?.inputs.spec.template;
            const main = kind === "Deployment" ? "application" : "migration";
            const left = podDifferences(ESTATE[name]?.spec.template, template, main).filter(
                (path) => !changes.some(({ field }) => path === field || path.startsWith(`${field}.`)),
            );
            assert.deepEqual(left, [], name);
            assert.deepEqual(template.metadata.labels, labels);
        }
    });

    it("is taken by the stack's configuration", () => {
        for (const shape of SHAPES) {
            const { rollout } = described([running("api", shape)]);
            assert.doesNotThrow(() => parseSchema(rolloutSchema, rollout), shape.name);
        }
    });

    it("says once where all pods may run, and joins the credentials that the pre-pull needs", () => {
        const pools = [{ pool: "a" }, { pool: "b" }] as const;
        const [a, b] = pools.map((nodeSelector, index) =>
            deployment(`w${index}`, { nodeSelector, imagePullSecrets: [{ name: `s${index}` }] }),
        ) as [RunningWorkload, RunningWorkload];
        const one = described([a]).rollout as never as { nodeSelector: object; imagePullSecrets: string[] };
        assert.deepEqual([one.nodeSelector, one.imagePullSecrets], [{ pool: "a" }, ["s0"]]);
        const { rollout, workloads } = described([a, b]);
        const { nodeSelector, imagePullSecrets, applications } = rollout as never as typeof one & {
            applications: { podTemplate: { spec: object } }[];
        };
        assert.deepEqual([nodeSelector, imagePullSecrets], [undefined, ["s0", "s1"]]);
        assert.deepEqual(
            applications.map(({ podTemplate }) => podTemplate.spec),
            pools.map((pool) => ({ nodeSelector: pool })),
        );
        assert.ok(workloads.every(({ changes }) => changes.some(({ field }) => field === "spec.imagePullSecrets")));
    });

    it("gives images of the same last name names of their own", () => {
        const images = ["r.io/a/api:1", "r.io/b/api:1", "r.io/c/API_2"].map((image) => ({ image, pinned: image }));
        const { rollout } = adoption("x", "shop", [], images);
        const { images: named } = rollout as never as { images: { name: string }[] };
        assert.deepEqual(
            named.map(({ name }) => name),
            ["api", "api-2", "api-2-2"],
        );
    });

    it("leaves out what the API server writes into the pods of a Job, and refuses in another", () => {
        const names = [
            "controller-uid",
            "job-name",
            "batch.kubernetes.io/controller-uid",
            "batch.kubernetes.io/job-name",
        ];
        const labels = Object.fromEntries(names.map((name) => [name, "x"]));
        const template = {
            metadata: { labels: { app: "x", ...labels } },
            spec: { containers: [{ name: "m", image: IMAGE }] },
        };
        const { rollout } = described([running("m", { kind: "Job", spec: { template } })]);
        const { migrations } = rollout as never as { migrations: { podLabels: object }[] };
        assert.deepEqual(migrations[0]?.podLabels, { app: "x" });
    });

    it("takes a user from the image where it is a number, and says what the image's user is", () => {
        const workload = (imageUser: string) => ({ ...deployment("api", {}), imageUser });
        const of = (imageUser: string) => {
            const { rollout, workloads } = described([workload(imageUser)]);
            const [application] = (rollout as never as { applications: { runAsUser?: number }[] }).applications;
            const change = workloads[0]?.changes.find(({ field }) => field === "spec.securityContext.runAsUser");
            return [application?.runAsUser, change?.reason.slice(0, 60)];
        };
        assert.deepEqual(of("1001:0"), [1001, "was left to the image; it is the image's own user 1001:0, al"]);
        assert.match(String(of("")[1]), /which runs as root/);
        assert.match(String(of("node")[1]), /which runs as "node"/);
        assert.equal(of("0")[0], undefined);
    });
});

describe("a Service in front of what runs", () => {
    const today = { app: "api", "app.kubernetes.io/instance": "rel" };
    const outlook = (selector: Record<string, string>) =>
        serviceOutlooks("shop", [{ name: "api", selector }], today, { app: "api" })[0];

    it("needs a smaller selector where a label of the component's is in it", () => {
        assert.deepEqual(outlook({ app: "api" }), { name: "api", missing: [], command: undefined });
        const [key] = ["app.kubernetes.io/instance"];
        assert.deepEqual(outlook(today), {
            name: "api",
            missing: [key],
            command: `kubectl patch service api -n shop -p '{"spec":{"selector":{"${key}":null}}}'`,
        });
        assert.equal(outlook({ "app.kubernetes.io/instance": "rel" })?.command, undefined);
    });

    it("is of no interest where it selects other pods, or none", () => {
        assert.deepEqual([outlook({ app: "web" }), outlook({})], [undefined, undefined]);
    });
});
