// What differs in the container alone.
import { deployment, type Shape } from "./shape";

const port = { ports: [{ name: "http", containerPort: 8080 }] };
const podLabels = { app: "billing" };
const container = (fields: object) => ({ spec: { containers: [{ name: "application", ...fields }] } });

const pathProbe = { httpGet: { path: "/health", port: "http" }, periodSeconds: 5, timeoutSeconds: 5 };
const slowProbe = {
    httpGet: { path: "/ready", port: "http" },
    initialDelaySeconds: 25,
    periodSeconds: 20,
    timeoutSeconds: 4,
    failureThreshold: 6,
};
const execProbe = { exec: { command: ["/bin/alive", "--queue", "mails"] }, periodSeconds: 30, timeoutSeconds: 10 };
const tcpProbe = { tcpSocket: { port: 5672 }, initialDelaySeconds: 5 };
const headerProbe = {
    httpGet: { path: "/livez", port: 8080, httpHeaders: [{ name: "Host", value: "billing.example" }] },
};
const startProbe = { httpGet: { path: "/booted", port: "http" }, periodSeconds: 10, failureThreshold: 30 };
const claimKey = { configMapKeyRef: { name: "billing", key: "currency", optional: true } };
const podName = { fieldRef: { fieldPath: "metadata.name" } };

export const PROBES: readonly Shape[] = [
    deployment(
        "probes with one timeout",
        {
            container: {
                ...port,
                readinessProbe: { httpGet: { path: "/ready", port: 8080 }, periodSeconds: 5, timeoutSeconds: 3 },
            },
        },
        { podLabels, port: 8080, readinessPath: "/ready", probeTimeoutSeconds: 3 },
    ),
    deployment(
        "probes with times of their own",
        { container: { ...port, readinessProbe: slowProbe } },
        { podLabels, port: 8080, podTemplate: container({ readinessProbe: slowProbe }) },
    ),
    deployment(
        "probes of one path, of which one has more patience",
        {
            container: {
                ...port,
                readinessProbe: pathProbe,
                livenessProbe: { ...pathProbe, initialDelaySeconds: 20, failureThreshold: 6 },
                startupProbe: { ...pathProbe, failureThreshold: 12 },
            },
        },
        {
            podLabels,
            port: 8080,
            readinessPath: "/health",
            livenessPath: "/health",
            probeTimeoutSeconds: 5,
            podTemplate: container({ livenessProbe: { initialDelaySeconds: 20, failureThreshold: 6 } }),
        },
    ),
    deployment(
        "a command as a probe",
        { container: { livenessProbe: execProbe } },
        { podLabels, podTemplate: container({ livenessProbe: execProbe }) },
    ),
    deployment(
        "probes by TCP, with a header, and with a path for the start",
        { container: { ...port, readinessProbe: tcpProbe, livenessProbe: headerProbe, startupProbe: startProbe } },
        {
            podLabels,
            port: 8080,
            startSeconds: 300,
            podTemplate: container({
                readinessProbe: tcpProbe,
                livenessProbe: headerProbe,
                startupProbe: startProbe,
            }),
        },
    ),
];

export const VARIABLES: readonly Shape[] = [
    deployment(
        "variables from ConfigMaps and Secrets as a whole",
        {
            container: {
                envFrom: [
                    { configMapRef: { name: "billing" } },
                    { secretRef: { name: "billing-keys", optional: true }, prefix: "KEY_" },
                ],
            },
        },
        { podLabels, envFrom: [{ configMap: "billing" }, { secret: "billing-keys", prefix: "KEY_", optional: true }] },
    ),
    deployment(
        "a connection string around a password",
        {
            container: {
                env: [
                    { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
                    { name: "DB", value: "Host=db;Password=$(DB_PASSWORD);Mode=$$(RAW)" },
                ],
            },
        },
        {
            podLabels,
            env: { DB: "Host=db;Password=$(DB_PASSWORD);Mode=$$(RAW)" },
            secretEnv: { DB_PASSWORD: { name: "db", key: "password" } },
        },
    ),
    deployment(
        "variables from a key of a ConfigMap and a field of the pod",
        {
            container: {
                env: [
                    { name: "CURRENCY", valueFrom: claimKey },
                    { name: "POD", valueFrom: podName },
                    { name: "NODE_OPTIONS", value: "--title=$(POD)" },
                ],
            },
        },
        {
            podLabels,
            env: { NODE_OPTIONS: "--title=$(POD)" },
            podTemplate: container({
                env: [
                    { name: "CURRENCY", valueFrom: claimKey },
                    { name: "POD", valueFrom: podName },
                ],
            }),
        },
    ),
];

const rootless = { runAsUser: 10001, runAsGroup: 0, runAsNonRoot: true };
const bind = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } };

export const RIGHTS: readonly Shape[] = [
    deployment(
        "a second port, a read-only root and a working directory",
        {
            container: {
                ports: [...port.ports, { name: "metrics", containerPort: 9102 }],
                securityContext: { readOnlyRootFilesystem: true },
                workingDir: "/srv",
            },
        },
        {
            podLabels,
            port: 8080,
            podTemplate: container({
                ports: [{ name: "metrics", containerPort: 9102 }],
                securityContext: { readOnlyRootFilesystem: true },
                workingDir: "/srv",
            }),
        },
    ),
    deployment(
        "a user with the group of root, and one capability",
        { container: { securityContext: bind }, pod: { securityContext: rootless } },
        {
            podLabels,
            runAsUser: 10001,
            podTemplate: {
                spec: {
                    securityContext: { runAsGroup: 0, fsGroup: null, fsGroupChangePolicy: null } as object,
                    containers: [
                        { name: "application", securityContext: { capabilities: { add: ["NET_BIND_SERVICE"] } } },
                    ],
                },
            },
        },
    ),
    deployment(
        "root with all its capabilities",
        { container: { securityContext: { runAsUser: 0, capabilities: { add: ["SYS_PTRACE"] } } } },
        {
            podLabels,
            allowPrivileges: true,
            podTemplate: {
                spec: {
                    securityContext: { $patch: "replace" } as object,
                    containers: [
                        {
                            name: "application",
                            securityContext: {
                                $patch: "replace",
                                runAsUser: 0,
                                capabilities: { add: ["SYS_PTRACE"] },
                            } as object,
                        },
                    ],
                },
            },
        },
    ),
];
