// Arguments of programs that no compiler checks: YAML, Python, JavaScript.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { PullAlerts } from "../../components/alerts/pullAlerts";
import { ImagePrepull } from "../../components/prepull/imagePrepull";
import { RegistryPullAccess } from "../../components/registry/access/pullAccess";
import { AksRegistry } from "../../components/registry/aksRegistry";
import { ContainerRegistry } from "../../components/registry/containerRegistry";
import { RegistryPrivateLink } from "../../components/registry/endpoints/privateLink";
import { ImageRollout } from "../../components/rollout/imageRollout";
import { Application } from "../../components/workload/application";
import { MigrationJob } from "../../components/workload/migrationJob";
import { fakeCluster, PULLED, realCluster } from "../support/fixtures";
import { failed, recorded, refused } from "../support/harness";
import { PINNED_IMAGE } from "../support/images";

type Untyped = Record<string, unknown>;

const rollout = (args: Untyped) => () => new ImageRollout("shop", args as never);
const application = (args: Untyped) => () => new Application("api", { ...PULLED, ...args } as never);

const IMAGES = [{ name: "api", image: PINNED_IMAGE, size: "650MB" }];

describe("arguments without types", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    it("are refused by name where there is no such argument, with the nearest one, at any depth", async () => {
        const text = await refused(
            rollout({
                namespace: "shop",
                imagez: IMAGES,
                images: [{ ...IMAGES[0], sise: "1GB" }],
                application: { image: "api", volumes: [{ name: "tmp", claim: "x", mountPath: "/tmp", emptyDirr: {} }] },
            }),
        );
        for (const fault of [
            /- imagez: unknown argument; did you mean images\? \(accepted: namespace, images, /,
            /- images\[0\]\.sise: unknown argument; did you mean size\? \(accepted: name, image, size, /,
            /- application\.volumes\[0\]\.emptyDirr: unknown argument; .*\(accepted: name, /,
        ]) {
            assert.match(text, fault);
        }
    });

    it("are refused together with what is wrong with their values", async () => {
        const text = await refused(application({ replics: 3, size: "650 XB", image: undefined }));
        const properties = text
            .split("\n")
            .slice(1)
            .map((line) => line.slice(4, line.indexOf(": ")));
        assert.deepEqual(properties.sort(), ["image", "replics", "size"]);
        assert.match(text, /- image: is missing$/m);
    });

    it("are refused where they are not what Kubernetes takes, each with what to write", async () => {
        const text = await refused(
            application({
                env: { PORT: 8080 },
                command: "serve",
                args: [8080],
                nodeSelector: { spot: true },
                podLabels: { version: 1 },
                imagePullSecrets: [{ name: "registry" }],
                volumes: [{ name: "keys", mountPath: "/keys", secret: { secretName: "keys" } }],
                resources: { limits: { cpu: 1, memory: "256MB" } },
            }),
        );
        for (const fault of [
            /- env\.PORT: 8080; expected text: write "8080"/,
            /- command: "serve"; expected a list/,
            /- args\[0\]: 8080; expected text: write "8080"/,
            /- nodeSelector\.spot: true; expected text: write "true"/,
            /- podLabels\.version: 1; expected text: write "1"/,
            /- imagePullSecrets\[0\]: \{"name":"registry"\}; expected text/,
            /- volumes\[0\]\.secret: \{"secretName":"keys"\}; expected text/,
            /- resources\.limits\.memory: "256MB"; expected a quantity of Kubernetes, such as 250m, 256Mi or 1Gi/,
        ]) {
            assert.match(text, fault);
        }
        assert.match(await refused(application({ podTemplate: [] })), /podTemplate: \[\] is not an object/);
    });

    it("are refused in podTemplate and spec too, by Kubernetes' own fields", async () => {
        const text = await refused(
            rollout({
                namespace: "shop",
                images: IMAGES,
                application: {
                    image: "api",
                    port: 8080,
                    readinessPath: "/ready",
                    podTemplate: {
                        metadata: { annotations: { "dapr.io/app-port": 8080 } },
                        spec: { containers: [{ name: "application", volumeMount: [] }] },
                    },
                    spec: { strategy: { rollingUpdat: {} } },
                },
            }),
        );
        for (const fault of [
            /- application\.podTemplate\.metadata\.annotations\["dapr\.io\/app-port"\]: 8080; expected text: write "8080"/,
            /- application\.podTemplate\.spec\.containers\[0\]\.volumeMount: unknown field; did you mean volumeMounts\?/,
            /- application\.spec\.strategy\.rollingUpdat: unknown field; did you mean rollingUpdate\?/,
        ]) {
            assert.match(text, fault);
        }
    });

    it("are refused where a podTemplate renames the port that the probes ask", async () => {
        const ports = [{ name: "web", containerPort: 8080 }];
        const spec = { containers: [{ name: "application", ports }] };
        assert.match(
            await refused(application({ port: 8080, readinessPath: "/ready", podTemplate: { spec } })),
            /podTemplate\.spec\.containers\[0\]\.readinessProbe\.httpGet\.port: "http" is not the name of a port of this container; expected web, or a number/,
        );
    });

    it("say what a list that is missing would hold", async () => {
        assert.match(
            await refused(rollout({ namespace: "shop", application: { image: "api" } })),
            /- images: is missing; give a list of objects with name, image, size$/m,
        );
    });

    it("must be lists and objects where these are expected", async () => {
        const text = await refused(rollout({ namespace: "shop", images: "api", migration: [], application: "api" }));
        assert.match(text, /- images: "api" must be a list$/m);
        assert.match(text, /- migration: \[\] must be an object$/m);
        assert.match(text, /- application: "api" must be an object$/m);
    });

    for (const later of [pulumi.output(3), Promise.resolve(3)]) {
        it(`must be plain where a timeout follows from them, not ${later instanceof Promise ? "a promise" : "an Output"}`, async () => {
            const { text, resources } = await failed(application({ replicas: later }));
            assert.match(text, /replicas: is an Output, whose value is not known yet; give a plain value/);
            assert.deepEqual(resources, []);
        });
    }

    it("may be null where they are not given", async () => {
        await recorded(application({ replicas: null, volumes: null, cluster: undefined }));
    });

    it("may be a cluster that is known later", async () => {
        const asked = fakeCluster();
        const cluster = pulumi.secret(Promise.resolve({ context: "aks-prod" }));
        await recorded(() => new MigrationJob("api", { ...PULLED, cluster }));
        assert.deepEqual(asked.waitForNoRunningJobs[0]?.[0], { context: "aks-prod" });
    });

    const components = {
        ImagePrepull,
        ImageRollout,
        MigrationJob,
        Application,
        AksRegistry,
        ContainerRegistry,
        PullAlerts,
        RegistryPrivateLink,
        RegistryPullAccess,
    };
    for (const [name, Component] of Object.entries(components)) {
        for (const args of [undefined, {}]) {
            it(`of ${name} are all named when ${args ? "none is" : "nothing at all is"} given`, async () => {
                const text = await refused(() => new Component("a", args as never));
                assert.ok(text.startsWith(`${name} "a" was refused:`), text);
                assert.match(text, /: is missing/);
                assert.doesNotMatch(text, /undefined|reading/);
            });
        }
    }
});
