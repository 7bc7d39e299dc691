import assert from "node:assert/strict";
import { describeDeployment } from "../../../model/adopt/application";
import type { Change, Known } from "../../../model/adopt/description";
import { describeJob } from "../../../model/adopt/migration";
import { podImages } from "../../../model/adopt/pod";
import type { Fields } from "../../../model/workload/fields";

const IMAGE = "r.example/api:1";
const CONTAINER = { name: "application", image: IMAGE };

const template = (container: Fields = {}, pod: Fields = {}, metadata: Fields = {}) => ({
    metadata,
    spec: { containers: [{ ...CONTAINER, ...container }], ...pod },
});
const deployment = (spec: Fields, known?: Known) => describeDeployment({ template: template(), ...spec }, known);
const job = (spec: Fields, known?: Known) => describeJob({ template: template(), ...spec }, known);
const ofPod = (container: Fields, pod: Fields = {}, metadata: Fields = {}) =>
    describeDeployment({ template: template(container, pod, metadata) });
const reason = (changes: readonly Change[], field: string) => changes.find((one) => one.field === field)?.reason;

describe("a Deployment that runs", () => {
    it("has its replicas, unless it has none or an autoscaler sets them", () => {
        assert.deepEqual(
            [deployment({ replicas: 3 }).args.replicas, deployment({ replicas: 1 }).args.replicas],
            [3, undefined],
        );
        const none = deployment({ replicas: 0 });
        assert.equal(none.args.replicas, undefined);
        const lost = none.changes.find(({ field }) => field === "spec.replicas");
        assert.deepEqual([lost?.reason, lost?.lost], ["was 0; a rollout starts at least one pod", true]);
        assert.equal(reason(deployment({ replicas: 3 }).changes, "spec.replicas"), undefined);
        const scaled = deployment({ replicas: 3 }, { autoscalers: ["web"] });
        assert.equal(scaled.args.replicas, undefined);
        assert.match(reason(scaled.notes, "spec.replicas") ?? "", /^is left to the HorizontalPodAutoscaler web;/);
    });

    it("has a selector and a deadline of its component's then", () => {
        const deadline = (seconds?: number) =>
            reason(deployment({ progressDeadlineSeconds: seconds }).changes, "spec.progressDeadlineSeconds");
        assert.deepEqual(
            [deadline(), deadline(900)].map((text) => text?.slice(0, 7)),
            ["was 600", "was 900"],
        );
        assert.match(reason(deployment({}).changes, "spec.selector") ?? "", /^is the component's own/);
        assert.deepEqual(deployment({ minReadySeconds: 5, paused: true }).args.spec, {
            minReadySeconds: 5,
            paused: true,
        });
    });
});

describe("a Job that ran", () => {
    it("has the time of its deadline or of its last run, where that is long", () => {
        const run = (deadline?: unknown, ranSeconds?: number) =>
            job({ activeDeadlineSeconds: deadline }, { ranSeconds }).args.runSeconds;
        assert.deepEqual(
            [run(), run(300), run(301), run(undefined, 400), run(500, 400), run("x")],
            [undefined, undefined, 301, 400, 500, undefined],
        );
        const had = (seconds?: number) =>
            reason(job({ activeDeadlineSeconds: seconds }).changes, "spec.activeDeadlineSeconds");
        assert.deepEqual([had()?.slice(0, 15), had(90)?.slice(0, 6)], ["there was none;", "was 90"]);
    });

    it("loses what a migration has none of, with the reason", () => {
        const { changes, args } = job({ completions: 3, selector: {}, backoffLimit: 2, suspend: true });
        const lost = changes.filter((one) => one.lost).map(({ field, reason: why }) => [field, why]);
        assert.deepEqual(lost, [
            ["spec.completions", "a migration runs once"],
            ["spec.suspend", "was true; a migration has none"],
        ]);
        assert.equal(args.backoffLimit, 2);
        assert.equal(job({}).args.backoffLimit, 6);
    });

    it("keeps its failed pods, which is a change where it did not", () => {
        const policy = (restartPolicy: string) =>
            reason(job({ template: template({}, { restartPolicy }) }).changes, "spec.restartPolicy");
        assert.equal(policy("Never"), undefined);
        assert.match(policy("OnFailure") ?? "", /^was OnFailure; a failed pod is kept/);
        const probe = { exec: {}, periodSeconds: 5 };
        const patch = job({ template: template({ livenessProbe: probe }) }).args.podTemplate as {
            spec: { containers: Fields[] };
        };
        assert.deepEqual(patch.spec.containers, [{ name: "migration", livenessProbe: probe }]);
    });
});

describe("a pod that runs", () => {
    it("has labels of its component's then, and keeps the others", () => {
        const { args, changes } = ofPod({}, {}, { labels: { app: "x", "app.kubernetes.io/instance": "rel" } });
        assert.deepEqual(args.podLabels, { app: "x" });
        const label = (key: string) => reason(changes, `metadata.labels[app.kubernetes.io/${key}]`);
        assert.match(label("instance") ?? "", /^was rel; is the component's own/);
        assert.match(label("component") ?? "", /^is the component's own/);
    });

    it("has the notes of its parts", () => {
        const env = [
            { name: "A", value: "$(B)" },
            { name: "B", value: "x" },
        ];
        const fields = ofPod({ env }).notes.map(({ field }) => field);
        assert.deepEqual(fields, ["spec.containers[application].env[A]"]);
        assert.deepEqual(ofPod({}).notes, []);
    });

    it("has a container of its component's name then", () => {
        const named = (name: string) => reason(ofPod({ name }).changes, `spec.containers[${name}].name`);
        assert.deepEqual([named("application"), named("api")], [undefined, "the container is called application"]);
    });

    it("pulls only where the image is not there, which is a change for another policy", () => {
        const policy = (imagePullPolicy?: string) =>
            reason(ofPod({ imagePullPolicy }).changes, "spec.containers[application].imagePullPolicy");
        assert.deepEqual(
            [policy(), policy("IfNotPresent"), policy("Always")],
            [undefined, undefined, "was Always; is IfNotPresent"],
        );
        const second = { name: "proxy", image: "r.example/proxy:1", imagePullPolicy: "Always" };
        const { args, changes } = ofPod({}, { containers: [CONTAINER, second], initContainers: [second] });
        const patch = (args.podTemplate as { spec: Record<string, Fields[]> }).spec;
        for (const list of ["containers", "initContainers"]) {
            assert.equal(reason(changes, `spec.${list}[proxy].imagePullPolicy`), "was Always; is IfNotPresent");
            assert.deepEqual(patch[list], [{ name: "proxy", image: "r.example/proxy:1" }]);
        }
    });

    it("has the resources that it has, or none", () => {
        const resources = (given?: Fields) => ofPod({ resources: given }).args.resources;
        assert.deepEqual(resources(), { requests: {} });
        assert.deepEqual(resources({ limits: { cpu: "1" } }), { requests: {}, limits: { cpu: "1" } });
        assert.deepEqual(resources({ requests: { cpu: "1" } }), { requests: { cpu: "1" } });
        const claims = [{ name: "gpu" }];
        const patch = ofPod({ resources: { claims } }).args.podTemplate as { spec: { containers: Fields[] } };
        assert.deepEqual(patch.spec.containers[0]?.resources, { claims });
    });

    it("mounts the token of an account of its own, and no other unless it says so", () => {
        const FIELD = "automountServiceAccountToken";
        const account = (pod: Fields) => {
            const { args, changes } = ofPod({}, pod);
            const { spec } = (args.podTemplate ?? {}) as { spec?: Fields };
            return [args.serviceAccountName, spec?.[FIELD], reason(changes, `spec.${FIELD}`) !== undefined];
        };
        assert.deepEqual(account({}), [undefined, undefined, true]);
        assert.deepEqual(account({ serviceAccountName: "default" }), [undefined, undefined, true]);
        assert.deepEqual(account({ serviceAccountName: "web" }), ["web", true, false]);
        assert.deepEqual(account({ serviceAccountName: "web", [FIELD]: false }), ["web", undefined, false]);
        assert.deepEqual(account({ [FIELD]: true }), [undefined, true, false]);
    });

    it("names its images once each, that of its first container first", () => {
        const spec = {
            volumes: [{ image: { reference: "d:1" } }, { emptyDir: {} }],
            initContainers: [{ image: "c:1" }, { image: "a:1" }],
            containers: [{ image: "b:1" }, { image: "a:1" }, {}],
        };
        assert.deepEqual(podImages({ spec }), ["b:1", "a:1", "c:1", "d:1"]);
        assert.deepEqual([podImages({}), podImages(undefined)], [[], []]);
        assert.deepEqual(ofPod({}).images, [IMAGE]);
    });
});
