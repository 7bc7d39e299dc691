// What concerns the whole pod: its annotations, its other containers, where and how it runs.
import { OTHER_IMAGE } from "../fixtures";
import type { Shape } from "./shape";

export const PODS: Readonly<Record<string, Shape>> = {
    "annotations of Dapr": {
        args: {
            podTemplate: { metadata: { annotations: { "dapr.io/enabled": "true", "dapr.io/app-id": "orders" } } },
        },
        metadata: { annotations: { "dapr.io/enabled": "true", "dapr.io/app-id": "orders" } },
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
};
