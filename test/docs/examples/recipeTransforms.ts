// docs/recipes.md: a StatefulSet, a CronJob, or a chart.
import * as k8s from "@pulumi/kubernetes";
import { derivedDeadlines, ImagePrepull, ifNotPresent } from "../../../components";

const image = `acrshop.azurecr.io/report@${process.env.REPORT_DIGEST}`;
const report = new ImagePrepull("report", { namespace: "shop", image, size: "300MB" });

// `ifNotPresent` reaches the containers of every kind of workload, `derivedDeadlines` Deployments and Jobs.
const transforms = [ifNotPresent(), derivedDeadlines({ size: "300MB", replicas: 2 })];

new k8s.batch.v1.CronJob(
    "report",
    {
        metadata: { namespace: "shop" },
        spec: {
            schedule: "0 4 * * *",
            jobTemplate: {
                spec: {
                    template: {
                        spec: { restartPolicy: "Never", containers: [{ name: "report", image: report.image }] },
                    },
                },
            },
        },
    },
    { transforms },
);

new k8s.helm.v4.Chart(
    "shop",
    { chart: "./charts/shop", namespace: "shop", values: { image: report.image, migration: { enabled: false } } },
    { transforms, dependsOn: report },
);
