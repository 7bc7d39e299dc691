// What differs in the volumes, and in what the container mounts of them.
import { deployment, type Shape } from "./shape";

const podLabels = { app: "billing" };

const cert = { name: "cert", configMap: { name: "roots", items: [{ key: "ca.crt", path: "ca.crt" }] } };
const scratch = {
    name: "scratch",
    ephemeral: {
        volumeClaimTemplate: {
            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "5Gi" } } },
        },
    },
};
const vault = {
    driver: "secrets-store.csi.k8s.io",
    readOnly: true,
    volumeAttributes: { secretProviderClass: "billing" },
};

const pem = { items: [{ key: "a", path: "a.pem" }], defaultMode: 0o400 };

export const VOLUMES: readonly Shape[] = [
    deployment(
        "volumes of the simple kinds, one of them twice",
        {
            container: {
                volumeMounts: [
                    { name: "settings", mountPath: "/etc/billing/app.json", subPath: "app.json", readOnly: true },
                    { name: "settings", mountPath: "/etc/billing/log.json", subPath: "log.json", readOnly: true },
                    { name: "keys", mountPath: "/keys" },
                    { name: "tmp", mountPath: "/tmp" },
                    { name: "memory", mountPath: "/dev/shm" },
                    { name: "vault", mountPath: "/mnt/vault", readOnly: true },
                    { name: "data", mountPath: "/data" },
                ],
            },
            pod: {
                volumes: [
                    { name: "settings", configMap: { name: "billing" } },
                    { name: "keys", secret: { secretName: "billing-keys" } },
                    { name: "tmp", emptyDir: {} },
                    { name: "memory", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
                    { name: "vault", csi: vault },
                    { name: "data", persistentVolumeClaim: { claimName: "billing" } },
                ],
            },
        },
        {
            podLabels,
            volumes: [
                {
                    name: "settings",
                    configMap: "billing",
                    mountPath: "/etc/billing/app.json",
                    subPath: "app.json",
                    readOnly: true,
                },
                {
                    name: "settings",
                    configMap: "billing",
                    mountPath: "/etc/billing/log.json",
                    subPath: "log.json",
                    readOnly: true,
                },
                { name: "keys", secret: "billing-keys", mountPath: "/keys" },
                { name: "tmp", emptyDir: {}, mountPath: "/tmp" },
                { name: "memory", emptyDir: { medium: "Memory", sizeLimit: "64Mi" }, mountPath: "/dev/shm" },
                { name: "vault", secretProviderClass: "billing", mountPath: "/mnt/vault" },
                { name: "data", claim: "billing", mountPath: "/data" },
            ],
        },
    ),
    deployment(
        "keys of a Secret under names of their own",
        {
            container: { volumeMounts: [{ name: "keys", mountPath: "/keys", readOnly: true }] },
            pod: { volumes: [{ name: "keys", secret: { secretName: "billing-keys", ...pem } }] },
        },
        {
            podLabels,
            volumes: [{ name: "keys", secret: "billing-keys", mountPath: "/keys", readOnly: true }],
            podTemplate: { spec: { volumes: [{ name: "keys", secret: pem }] } },
        },
    ),
    deployment(
        "volumes of kinds without an argument",
        {
            container: {
                volumeMounts: [
                    { name: "cert", mountPath: "/etc/ssl/own", readOnly: true },
                    { name: "scratch", mountPath: "/scratch", mountPropagation: "HostToContainer" },
                ],
            },
            pod: { volumes: [cert, scratch] },
        },
        {
            podLabels,
            podTemplate: {
                spec: {
                    volumes: [cert, scratch],
                    containers: [
                        {
                            name: "application",
                            volumeMounts: [
                                { name: "cert", mountPath: "/etc/ssl/own", readOnly: true },
                                { name: "scratch", mountPath: "/scratch", mountPropagation: "HostToContainer" },
                            ],
                        },
                    ],
                },
            },
        },
    ),
];
