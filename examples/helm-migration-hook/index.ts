// A chart whose migration is a Helm hook: the image is on the nodes first, then the migration runs as a MigrationJob, then
// comes the chart, with its own hook turned off.
import * as path from "node:path";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { derivedDeadlines, ImageRollout, ifNotPresent } from "aks-image-delivery";

const config = new pulumi.Config();
const namespace = config.require("namespace");
const size = config.require("size");
const host = config.require("databaseHost");
const sslMode = config.get("databaseSslMode") ?? "require";
const replicas = config.getNumber("replicas") ?? 1;
const kubeconfig = config.get("kubeconfig");

// A migration that outlived an interrupted `up` is taken over by the next one.
const provider = new kubernetes.Provider("cluster", { kubeconfig, upsertExistingObjects: true });

// Not in the chart: the migration needs it before.
const secret = new kubernetes.core.v1.Secret(
    "shop-database",
    {
        metadata: { name: "shop-database", namespace },
        stringData: { password: config.requireSecret("databasePassword") },
    },
    { provider },
);

const rollout = new ImageRollout(
    "shop",
    {
        namespace,
        nodes: config.getNumber("nodes"),
        helperImage: config.get("helperImage"),
        images: [{ name: "shop", image: config.require("image"), size }],
        migration: {
            image: "shop",
            args: ["migrate"],
            secretEnv: { DB_PASSWORD: { name: "shop-database", key: "password" } },
            env: { DATABASE_URL: `postgres://shop:$(DB_PASSWORD)@${host}:5432/shop?sslmode=${sslMode}` },
            runSeconds: 120,
        },
        cluster: { kubeconfig },
    },
    { provider, dependsOn: secret },
);

new kubernetes.helm.v4.Chart(
    "shop",
    {
        chart: path.join(__dirname, "chart"),
        namespace,
        values: {
            image: rollout.references.apply(({ shop }) => shop),
            replicas,
            migration: { enabled: false },
            database: { host, sslMode },
        },
    },
    { provider, dependsOn: rollout, transforms: [ifNotPresent(), derivedDeadlines({ size, replicas })] },
);

export const migration = rollout.job;
