import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Application } from "../../../components/workload/application";
import type { ApplicationArgs } from "../../../components/workload/applicationArgs";
import type { MigrationJobArgs } from "../../../components/workload/migrationArgs";
import { MigrationJob } from "../../../components/workload/migrationJob";
import { fakeCluster, OTHER_IMAGE, PULLED, realCluster } from "../../support/fixtures";
import { recorded } from "../../support/harness";
import { PINNED_IMAGE } from "../../support/images";

type Fields = Record<string, unknown>;
type Args = Partial<ApplicationArgs & MigrationJobArgs>;

/** Shapes of pods that teams deploy, by what could not be said of them before; the pod as one would write it by hand. */
interface Shape {
    readonly args: Args;
    readonly metadata?: Fields;
    /** Of the pod's spec, without its containers. */
    readonly spec?: Fields;
    /** Of its one container, without name and image. */
    readonly container?: Fields;
    readonly more?: readonly Fields[];
    readonly deployment?: Fields;
}

const http = { httpGet: { path: "/health", port: "http" }, periodSeconds: 5 };
const main = (fields: Fields) => ({ spec: { containers: [{ name: "application", ...fields }] } });

const SHAPES: Readonly<Record<string, Shape>> = {
    "probes with times of their own": {
        args: {
            port: 8080,
            readinessPath: "/health",
            livenessPath: "/health",
            probeTimeoutSeconds: 5,
            podTemplate: main({ livenessProbe: { initialDelaySeconds: 20, failureThreshold: 6 } }),
        },
        container: {
            ports: [{ name: "http", containerPort: 8080 }],
            readinessProbe: { ...http, timeoutSeconds: 5 },
            livenessProbe: { ...http, timeoutSeconds: 5, initialDelaySeconds: 20, failureThreshold: 6 },
            startupProbe: { ...http, timeoutSeconds: 5, failureThreshold: 12 },
        },
    },
    "settings from a ConfigMap, a scratch directory and certificates of Key Vault": {
        args: {
            volumes: [
                { name: "settings", configMap: "web", mountPath: "/app/appsettings.json", subPath: "appsettings.json" },
                { name: "settings", configMap: "web", mountPath: "/app/nlog.config", subPath: "nlog.config" },
                { name: "tmp", emptyDir: {}, mountPath: "/tmp" },
                { name: "cache", emptyDir: { medium: "Memory", sizeLimit: "64Mi" }, mountPath: "/cache" },
                { name: "vault", secretProviderClass: "web-vault", mountPath: "/mnt/secrets" },
                { name: "tls", secret: "web-tls", mountPath: "/tls", readOnly: true },
            ],
        },
        container: {
            volumeMounts: [
                { name: "settings", mountPath: "/app/appsettings.json", subPath: "appsettings.json" },
                { name: "settings", mountPath: "/app/nlog.config", subPath: "nlog.config" },
                { name: "tmp", mountPath: "/tmp" },
                { name: "cache", mountPath: "/cache" },
                { name: "vault", mountPath: "/mnt/secrets", readOnly: true },
                { name: "tls", mountPath: "/tls", readOnly: true },
            ],
        },
        spec: {
            volumes: [
                { name: "settings", configMap: { name: "web" } },
                { name: "tmp", emptyDir: {} },
                { name: "cache", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
                {
                    name: "vault",
                    csi: {
                        driver: "secrets-store.csi.k8s.io",
                        readOnly: true,
                        volumeAttributes: { secretProviderClass: "web-vault" },
                    },
                },
                { name: "tls", secret: { secretName: "web-tls" } },
            ],
        },
    },
    "an ephemeral volume and keys of a Secret by podTemplate": {
        args: {
            volumes: [{ name: "keys", secret: "web", mountPath: "/keys" }],
            podTemplate: {
                spec: {
                    containers: [{ name: "application", volumeMounts: [{ name: "work", mountPath: "/work" }] }],
                    volumes: [
                        { name: "keys", secret: { items: [{ key: "a", path: "a.pem" }], defaultMode: 0o400 } },
                        {
                            name: "work",
                            ephemeral: { volumeClaimTemplate: { spec: { accessModes: ["ReadWriteOnce"] } } },
                        },
                    ],
                },
            },
        },
        container: {
            volumeMounts: [
                { name: "keys", mountPath: "/keys" },
                { name: "work", mountPath: "/work" },
            ],
        },
        spec: {
            volumes: [
                {
                    name: "keys",
                    secret: { secretName: "web", items: [{ key: "a", path: "a.pem" }], defaultMode: 0o400 },
                },
                { name: "work", ephemeral: { volumeClaimTemplate: { spec: { accessModes: ["ReadWriteOnce"] } } } },
            ],
        },
    },
    "variables of whole ConfigMaps and Secrets": {
        args: {
            envFrom: [
                { configMap: "web" },
                { secret: "web-secrets", optional: true },
                { secret: "shared", prefix: "SHARED_" },
            ],
        },
        container: {
            envFrom: [
                { configMapRef: { name: "web" } },
                { secretRef: { name: "web-secrets", optional: true } },
                { prefix: "SHARED_", secretRef: { name: "shared" } },
            ],
        },
    },
    "probes that run a command, open a port or send a header": {
        args: {
            port: 8080,
            podTemplate: main({
                readinessProbe: { exec: { command: ["/bin/ready"] }, periodSeconds: 10 },
                livenessProbe: { tcpSocket: { port: "http" } },
                startupProbe: { httpGet: { path: "/", port: "http", httpHeaders: [{ name: "Host", value: "web" }] } },
            }),
        },
        container: {
            ports: [{ name: "http", containerPort: 8080 }],
            readinessProbe: { exec: { command: ["/bin/ready"] }, periodSeconds: 10 },
            livenessProbe: { tcpSocket: { port: "http" } },
            startupProbe: { httpGet: { path: "/", port: "http", httpHeaders: [{ name: "Host", value: "web" }] } },
        },
    },
    "annotations of Dapr": {
        args: {
            podTemplate: { metadata: { annotations: { "dapr.io/enabled": "true", "dapr.io/app-id": "orders" } } },
        },
        metadata: { annotations: { "dapr.io/enabled": "true", "dapr.io/app-id": "orders" } },
    },
    "a secret within a value, a key of a ConfigMap and a field of the pod": {
        args: {
            env: { DATABASE: "Host=db;Password=$(DB_PASSWORD);Application=$(POD)" },
            secretEnv: { DB_PASSWORD: { name: "db", key: "password" } },
            podTemplate: main({
                env: [
                    { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
                    { name: "REGION", valueFrom: { configMapKeyRef: { name: "web", key: "region", optional: true } } },
                ],
            }),
        },
        container: {
            env: [
                { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
                { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
                { name: "DATABASE", value: "Host=db;Password=$(DB_PASSWORD);Application=$(POD)" },
                { name: "REGION", valueFrom: { configMapKeyRef: { name: "web", key: "region", optional: true } } },
            ],
        },
    },
    "a strategy, a grace period and a history": {
        args: {
            spec: {
                strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
                minReadySeconds: 10,
                revisionHistoryLimit: 3,
            },
            podTemplate: {
                spec: {
                    terminationGracePeriodSeconds: 90,
                    containers: [{ name: "application", lifecycle: { preStop: { sleep: { seconds: 5 } } } }],
                },
            },
        },
        container: { lifecycle: { preStop: { sleep: { seconds: 5 } } } },
        spec: { terminationGracePeriodSeconds: 90 },
        deployment: {
            strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
            minReadySeconds: 10,
            revisionHistoryLimit: 3,
        },
    },
    "an init container that waits, and a sidecar": {
        args: {
            podTemplate: {
                spec: {
                    initContainers: [{ name: "wait-for-db", image: OTHER_IMAGE, command: ["wait", "db:5432"] }],
                    containers: [{ name: "proxy", image: OTHER_IMAGE, ports: [{ containerPort: 6432 }] }],
                },
            },
        },
        spec: { initContainers: [{ name: "wait-for-db", image: OTHER_IMAGE, command: ["wait", "db:5432"] }] },
        more: [{ name: "proxy", image: OTHER_IMAGE, ports: [{ containerPort: 6432 }] }],
    },
    "affinity, spread, a priority and names of its own": {
        args: {
            podTemplate: {
                spec: {
                    affinity: {
                        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "host" }] },
                    },
                    topologySpreadConstraints: [
                        { topologyKey: "zone", maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway" },
                    ],
                    priorityClassName: "high",
                    hostAliases: [{ ip: "10.0.0.1", hostnames: ["legacy"] }],
                    dnsConfig: { options: [{ name: "ndots", value: "2" }] },
                },
            },
        },
        spec: {
            affinity: {
                podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "host" }] },
            },
            topologySpreadConstraints: [{ topologyKey: "zone", maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway" }],
            priorityClassName: "high",
            hostAliases: [{ ip: "10.0.0.1", hostnames: ["legacy"] }],
            dnsConfig: { options: [{ name: "ndots", value: "2" }] },
        },
    },
    "a second port, a read-only root and a working directory": {
        args: {
            port: 8080,
            podTemplate: main({
                ports: [{ name: "metrics", containerPort: 9090 }],
                workingDir: "/srv",
                securityContext: { readOnlyRootFilesystem: true },
            }),
        },
        container: {
            ports: [
                { name: "http", containerPort: 8080 },
                { name: "metrics", containerPort: 9090 },
            ],
            workingDir: "/srv",
            securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"] },
                readOnlyRootFilesystem: true,
            },
        },
    },
    "the root user with a capability, where that is meant": {
        args: {
            allowPrivileges: true,
            podTemplate: {
                spec: {
                    securityContext: { $patch: "replace" } as object,
                    containers: [
                        {
                            name: "application",
                            securityContext: { runAsUser: 0, capabilities: { add: ["NET_ADMIN"], drop: [] } },
                        },
                    ],
                },
            },
        },
        spec: { securityContext: {} },
        container: {
            securityContext: {
                allowPrivilegeEscalation: false,
                runAsUser: 0,
                capabilities: { add: ["NET_ADMIN"], drop: [] },
            },
        },
    },
};

describe("what teams deploy can be said, field by field:", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    for (const [what, shape] of Object.entries(SHAPES)) {
        it(`${what}, in an application`, async () => {
            const { one } = await recorded(() => new Application("web", { ...PULLED, ...shape.args }));
            const { template, ...spec } = one("Deployment").inputs.spec;
            assert.deepEqual(pod(template), expected(shape, "application"));
            const { selector, progressDeadlineSeconds, ...rest } = spec;
            assert.deepEqual(rest, shape.deployment ?? {});
        });
    }

    it("all of that of a container and its pod in a migration too", async () => {
        for (const shape of Object.values(SHAPES)) {
            const { port, readinessPath, livenessPath, probeTimeoutSeconds, service, spec, ...args } = shape.args;
            if (port === undefined && spec === undefined) {
                const { one } = await recorded(() => new MigrationJob("web", { ...PULLED, ...renamed(args) }));
                const { restartPolicy, ...given } = pod(one("Job").inputs.spec.template).spec as Fields;
                assert.deepEqual(given, (expected(shape, "migration") as { spec: Fields }).spec);
            }
        }
    });

    it("a Service, and labels for one of the user's own", async () => {
        let selector: unknown;
        const { one } = await recorded(() => {
            const web = new Application("web", { ...PULLED, port: 8080, service: { type: "LoadBalancer", port: 443 } });
            pulumi.output(web.selector).apply((labels) => {
                selector = labels;
            });
        });
        const { spec } = one("Service").inputs;
        assert.deepEqual(spec.ports, [{ name: "http", port: 443, targetPort: "http" }]);
        assert.deepEqual([spec.type, spec.selector], ["LoadBalancer", selector]);
        const { labels } = one("Deployment").inputs.spec.template.metadata;
        assert.ok(Object.entries(selector as object).every(([key, value]) => labels[key] === value));
    });
});

/** The pod without what the component adds to every pod: what "restricted" asks for, the policy, and usual resources. */
function pod(template: { metadata: Fields; spec: Fields }): Fields {
    const { automountServiceAccountToken, securityContext, containers, initContainers, ...spec } = template.spec;
    assert.equal(automountServiceAccountToken, false);
    const { labels, ...metadata } = template.metadata;
    const usual = (securityContext as Fields).runAsUser === 1654;
    return {
        metadata,
        spec: {
            ...spec,
            ...(usual ? {} : { securityContext }),
            containers: (containers as Fields[]).map(container),
            ...(initContainers === undefined ? {} : { initContainers: (initContainers as Fields[]).map(container) }),
        },
    };
}

const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

function container({ imagePullPolicy, resources, securityContext, ...rest }: Fields): Fields {
    assert.equal(imagePullPolicy, "IfNotPresent");
    const isUsual = JSON.stringify(securityContext) === JSON.stringify(RESTRICTED);
    return isUsual ? rest : { ...rest, securityContext };
}

function expected({ metadata = {}, spec = {}, container = {}, more = [] }: Shape, name: string): unknown {
    return { metadata, spec: { ...spec, containers: [{ name, image: PINNED_IMAGE, ...container }, ...more] } };
}

/** The same patch for the container of a migration. */
function renamed(args: Args): Args {
    return JSON.parse(JSON.stringify(args).replaceAll('"name":"application"', '"name":"migration"'));
}
