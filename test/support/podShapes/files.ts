import { main, type Shape } from "./shape";

export const FILES: Readonly<Record<string, Shape>> = {
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
};
