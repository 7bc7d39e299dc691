import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Application } from "../../../components/workload/application";
import type { ApplicationArgs } from "../../../components/workload/applicationArgs";
import type { MigrationJobArgs } from "../../../components/workload/migrationArgs";
import { MigrationJob } from "../../../components/workload/migrationJob";
import { fakeCluster, OTHER_IMAGE, PULLED, realCluster } from "../../support/fixtures";
import { recorded, refused, unknown } from "../../support/harness";
import { PINNED_IMAGE } from "../../support/images";

const application = (args: Partial<ApplicationArgs>) => () => new Application("api", { ...PULLED, ...args });
const migration = (args: Partial<MigrationJobArgs>) => () => new MigrationJob("migrate", { ...PULLED, ...args });

async function templateOf(args: Partial<ApplicationArgs>, preview = false) {
    const { one } = await recorded(application(args), { preview });
    return one("Deployment").inputs.spec.template;
}

const names = (env: readonly { name: string }[]) => env.map(({ name }) => name);

describe("podTemplate", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    it("is laid over the pod that the other arguments give", async () => {
        const { metadata, spec } = await templateOf({
            port: 8080,
            readinessPath: "/ready",
            podLabels: { team: "shop" },
            podTemplate: {
                metadata: { annotations: { "dapr.io/enabled": "true" }, labels: { tier: "web" } },
                spec: {
                    terminationGracePeriodSeconds: 60,
                    containers: [{ name: "application", readinessProbe: { tcpSocket: { port: "http" } } }],
                },
            },
        });
        assert.deepEqual(metadata.annotations, { "dapr.io/enabled": "true" });
        assert.deepEqual([metadata.labels.team, metadata.labels.tier], ["shop", "web"]);
        assert.equal(spec.terminationGracePeriodSeconds, 60);
        assert.deepEqual(spec.containers[0].readinessProbe, { tcpSocket: { port: "http" }, periodSeconds: 5 });
        assert.equal(spec.containers[0].image, PINNED_IMAGE);
    });

    it("may be known later, as a whole and in its parts; a preview shows the rest", async () => {
        const annotations = pulumi.output({ "dapr.io/app-id": "api" });
        const parts = await templateOf({ podTemplate: { metadata: { annotations } } });
        const whole = await templateOf({ podTemplate: pulumi.output({ metadata: { annotations } }) });
        assert.deepEqual(parts, whole);
        const preview = await templateOf({ podTemplate: { metadata: { annotations: { a: unknown() } } } }, true);
        assert.equal(preview.spec.containers[0].image, PINNED_IMAGE);
    });

    it('adds to its containers what "restricted" asks for, and IfNotPresent to all', async () => {
        const added = { name: "wait", image: OTHER_IMAGE, imagePullPolicy: "Always" };
        const { spec } = await templateOf({
            podTemplate: { spec: { initContainers: [added], containers: [{ ...added, name: "proxy" }] } },
        });
        assert.deepEqual(names(spec.containers), ["application", "proxy"]);
        for (const container of [spec.initContainers[0], ...spec.containers]) {
            assert.equal(container.imagePullPolicy, "IfNotPresent");
            assert.deepEqual(container.securityContext, {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"] },
            });
        }
    });

    it("is hashed into the name of a migration, each secret as present only", async () => {
        const nameOf = async (value: pulumi.Input<string>) => {
            const podTemplate = { metadata: { annotations: { value } } };
            return (await recorded(migration({ podTemplate }))).one("Job").inputs.metadata.name;
        };
        assert.notEqual(await nameOf("a"), await nameOf("b"));
        assert.equal(await nameOf(pulumi.secret("a")), await nameOf(pulumi.secret("b")));
    });

    describe("is refused", () => {
        const container = (fields: object) => ({ spec: { containers: [{ name: "application", ...fields }] } });
        const cases: Readonly<Record<string, [patch: NonNullable<ApplicationArgs["podTemplate"]>, text: RegExp]>> = {
            "for another image": [
                container({ image: OTHER_IMAGE }),
                /podTemplate\.spec\.containers\[0\]\.image: is set by the component/,
            ],
            "for a container that is meant to be the component's own": [
                { spec: { containers: [{ name: "api", tty: true }] } },
                /containers\[0\]\.name: "api" is a new container, without an image; the component's own is "application"/,
            ],
            "for labels by which the pods are found": [
                { metadata: { labels: { "app.kubernetes.io/instance": "x" } } },
                /podTemplate\.metadata\.labels\["app\.kubernetes\.io\/instance"\]: is "api"/,
            ],
            "for a moving tag": [
                { spec: { initContainers: [{ name: "wait", image: "acr1.azurecr.io/wait:latest" }] } },
                /podTemplate\.spec\.initContainers\[0\]\.image: .*latest/,
            ],
            "for an element without a name": [
                { spec: { volumes: [{ emptyDir: {} }] } },
                /podTemplate\.spec\.volumes\[0\]: name is missing/,
            ],
            'where it leaves "restricted"': [
                { spec: { hostNetwork: true, ...container({ securityContext: { runAsUser: 0 } }).spec } },
                /podTemplate\.spec\.hostNetwork: leaves Pod Security "restricted".*allowPrivileges[\s\S]*runAsUser/,
            ],
        };

        for (const [why, [podTemplate, text]] of Object.entries(cases)) {
            it(`${why}, known now or later`, async () => {
                const volumes = [{ name: "data", claim: "data", mountPath: "/data" }];
                assert.match(await refused(application({ volumes, podTemplate })), text);
                assert.match(await refused(application({ volumes, podTemplate: pulumi.output(podTemplate) })), text);
            });
        }

        it("for a migration whose pod would be restarted in place", async () => {
            const text = await refused(migration({ podTemplate: { spec: { restartPolicy: "OnFailure" } } }));
            assert.match(text, /podTemplate\.spec\.restartPolicy: "OnFailure"; expected Never/);
        });

        it("unless privileges are allowed", async () => {
            const podTemplate = { spec: { securityContext: { runAsNonRoot: false, runAsUser: 0 } } };
            const { spec } = await templateOf({ podTemplate, allowPrivileges: true });
            assert.equal(spec.securityContext.runAsUser, 0);
        });
    });
});

describe("spec", () => {
    it("is laid over the Deployment's, and its minReadySeconds count in the deadline", async () => {
        const { one } = await recorded(application({ spec: { strategy: { type: "Recreate" }, minReadySeconds: 30 } }));
        const { spec } = one("Deployment").inputs;
        assert.deepEqual(spec.strategy, { type: "Recreate" });
        assert.equal(spec.progressDeadlineSeconds, 1030 + 30);
    });

    it("is refused for what has a place of its own, and for what is not there", async () => {
        const spec = { replicas: 2, selector: {}, template: {}, progressDeadlineSeconds: 5, strategi: {} };
        for (const given of [spec, pulumi.output(spec)]) {
            const text = await refused(application({ spec: given }));
            for (const key of Object.keys(spec)) {
                assert.ok(text.includes(`spec.${key}: is`), text);
            }
        }
    });
});

describe("service", () => {
    it("is a Service of the same name that selects the pods", async () => {
        const args = { port: 8080, service: { port: 80, annotations: { "a/b": "c" } } };
        const { one } = await recorded(application(args));
        const { metadata, spec } = one("Service").inputs;
        assert.equal(metadata.name, "api");
        assert.equal(metadata.annotations["a/b"], "c");
        assert.deepEqual(spec.selector, one("Deployment").inputs.spec.selector.matchLabels);
        assert.deepEqual(spec.ports, [{ name: "http", port: 80, targetPort: "http" }]);
        assert.equal(spec.type, "ClusterIP");
    });

    it("is refused without a port, and with a type that is none", async () => {
        assert.match(await refused(application({ service: {} })), /service: needs the port/);
        const text = await refused(application({ port: 80, service: { type: "Ingress", port: 0 } }));
        assert.match(text, /service\.port: 0 is not a port[\s\S]*service\.type: "Ingress"/);
    });
});
