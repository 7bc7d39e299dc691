// What differs in the pod around the container, and in the Deployment around the pod.
import { deployment, job, SECOND_IMAGE, type Shape } from "./shape";

const podLabels = { app: "billing" };
const dapr = { "dapr.io/enabled": "true", "dapr.io/app-id": "billing", "dapr.io/app-port": "8080" };
const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: 2, maxUnavailable: 0 } };
const wait = {
    name: "wait",
    image: SECOND_IMAGE,
    command: ["sh", "-c", "until nc -z db 5432; do sleep 1; done"],
    env: [{ name: "DB", value: "db" }],
    resources: { limits: { memory: "16Mi" } },
};
const sidecar = { name: "proxy", image: SECOND_IMAGE, restartPolicy: "Always", ports: [{ containerPort: 3128 }] };
const exporter = {
    name: "exporter",
    image: SECOND_IMAGE,
    args: ["--port=9187"],
    securityContext: { runAsUser: 65534 },
};
const placement = {
    affinity: {
        podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
                {
                    weight: 10,
                    podAffinityTerm: {
                        topologyKey: "kubernetes.io/hostname",
                        labelSelector: { matchLabels: podLabels },
                    },
                },
            ],
        },
    },
    topologySpreadConstraints: [
        {
            maxSkew: 1,
            topologyKey: "topology.kubernetes.io/zone",
            whenUnsatisfiable: "ScheduleAnyway",
            labelSelector: { matchLabels: podLabels },
        },
    ],
    priorityClassName: "business",
    dnsPolicy: "None",
    dnsConfig: { nameservers: ["10.0.0.10"], options: [{ name: "ndots", value: "2" }] },
    hostAliases: [{ ip: "10.1.2.3", hostnames: ["mail.internal"] }],
};

export const PODS: readonly Shape[] = [
    deployment(
        "annotations of Dapr",
        { metadata: { annotations: dapr } },
        { podLabels, podTemplate: { metadata: { annotations: dapr } } },
    ),
    deployment(
        "a strategy, a grace and a history",
        {
            spec: { replicas: 3, strategy, minReadySeconds: 15, revisionHistoryLimit: 2 },
            pod: { terminationGracePeriodSeconds: 90 },
            container: { lifecycle: { preStop: { exec: { command: ["sleep", "10"] } } } },
        },
        {
            podLabels,
            replicas: 3,
            spec: { strategy, minReadySeconds: 15, revisionHistoryLimit: 2 },
            podTemplate: {
                spec: {
                    terminationGracePeriodSeconds: 90,
                    containers: [
                        { name: "application", lifecycle: { preStop: { exec: { command: ["sleep", "10"] } } } },
                    ],
                },
            },
        },
    ),
    deployment(
        "init containers and sidecars",
        { pod: { initContainers: [sidecar, wait], containers: [exporter] } },
        { podLabels, podTemplate: { spec: { initContainers: [sidecar, wait], containers: [exporter] } } },
    ),
    deployment(
        "affinity, spread, priority and DNS",
        { pod: { ...placement, nodeSelector: { pool: "apps" }, tolerations: [{ key: "spot", operator: "Exists" }] } },
        {
            podLabels,
            nodeSelector: { pool: "apps" },
            tolerations: [{ key: "spot", operator: "Exists" }],
            podTemplate: { spec: placement },
        },
    ),
    deployment(
        "an account that calls the API server",
        {
            pod: {
                serviceAccountName: "billing",
                automountServiceAccountToken: true,
                imagePullSecrets: [{ name: "acr" }],
            },
        },
        {
            podLabels,
            serviceAccountName: "billing",
            imagePullSecrets: ["acr"],
            podTemplate: { spec: { automountServiceAccountToken: true } },
        },
    ),
];

const bundle = {
    command: ["/app/migrate"],
    args: ["--connection", "$(DB)"],
    env: [{ name: "DB", valueFrom: { secretKeyRef: { name: "db", key: "url" } } }],
    envFrom: [{ secretRef: { name: "db" } }],
};

export const MIGRATIONS: readonly Shape[] = [
    job(
        "a migration that is tried again",
        { container: bundle, spec: { backoffLimit: 4 } },
        {
            podLabels,
            command: bundle.command,
            args: bundle.args,
            secretEnv: { DB: { name: "db", key: "url" } },
            envFrom: [{ secret: "db" }],
            backoffLimit: 4,
        },
    ),
    job(
        "a migration that waits for its database, with a deadline",
        { container: bundle, pod: { initContainers: [wait] }, spec: { activeDeadlineSeconds: 1800 } },
        {
            podLabels,
            command: bundle.command,
            args: bundle.args,
            secretEnv: { DB: { name: "db", key: "url" } },
            envFrom: [{ secret: "db" }],
            runSeconds: 1800,
            podTemplate: { spec: { initContainers: [wait] } },
        },
    ),
];
