import { main, type Shape } from "./shape";

const http = { httpGet: { path: "/health", port: "http" }, periodSeconds: 5 };

export const CONTAINERS: Readonly<Record<string, Shape>> = {
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
