// A chart that is used as it is: its image is on the nodes first, its pods use it, and its deadlines follow from the image's size.
import * as path from "node:path";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ImagePrepull, ifNotPresent, parseImageSize, timeoutChain } from "aks-image-delivery";

const config = new pulumi.Config();
const namespace = config.require("namespace");
const image = config.require("image");
const size = config.require("size");
const nodes = config.getNumber("nodes");
const replicas = config.getNumber("replicas") ?? 1;
const kubeconfig = config.get("kubeconfig");

const provider = new kubernetes.Provider("cluster", { kubeconfig, upsertExistingObjects: true });
const helperImage = config.get("helperImage");
const prepull = new ImagePrepull(
    "shop",
    { namespace, image, size, nodes, helperImage, cluster: { kubeconfig } },
    { provider },
);

const { job, deployment } = timeoutChain({ imageBytes: parseImageSize(size), replicas, runSeconds: 120 });

new kubernetes.helm.v4.Chart(
    "shop",
    {
        chart: path.join(__dirname, "chart"),
        namespace,
        values: {
            image,
            replicas,
            activeDeadlineSeconds: job.seconds,
            progressDeadlineSeconds: deployment.seconds,
        },
    },
    { provider, dependsOn: prepull, transforms: [ifNotPresent()] },
);

export const deadlines = { job: job.seconds, deployment: deployment.seconds };
