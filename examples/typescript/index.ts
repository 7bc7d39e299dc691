// A second stack: a one-off Job on the image that the service's own stack has pulled, so it starts immediately.
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { MigrationJob } from "aks-image-delivery";

const config = new pulumi.Config();

// Known only once its image is on the nodes: the service's stack fails before that.
const service = new pulumi.StackReference(config.require("serviceStack"));
const images = service.requireOutput("images") as pulumi.Output<Record<string, string>>;
const wanted = config.require("image");
const image = images.apply((known) => {
    const reference = known[wanted];
    if (reference === undefined) {
        throw new pulumi.RunError(`image: "${wanted}" is not among the stack's, which are ${Object.keys(known)}`);
    }
    return reference;
});

const claim = config.get("claim");
const kubeconfig = config.get("kubeconfig");
// A Job that outlived an interrupted `up` is taken over by the next one.
const provider = new kubernetes.Provider("cluster", { kubeconfig, upsertExistingObjects: true });

const report = new MigrationJob(
    "report",
    {
        namespace: config.require("namespace"),
        image,
        size: config.require("size"),
        args: config.requireObject<string[]>("args"),
        env: config.getObject<Record<string, string>>("env"),
        volumes: claim === undefined ? [] : [{ name: "data", claim, mountPath: "/data" }],
        runSeconds: 120,
        cluster: { kubeconfig },
    },
    { provider },
);

export const job = report.job;
export const deadlineSeconds = report.deadlineSeconds;
