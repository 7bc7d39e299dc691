// A block of docs/runbook.md, kept here so that the compiler sees it.
import * as k8s from "@pulumi/kubernetes";
import { ImagePrepull, ifNotPresent } from "../../../components";

const api = new ImagePrepull("api", {
    namespace: "shop",
    image: "myregistry.azurecr.io/api@sha256:1111111111111111111111111111111111111111111111111111111111111111",
    size: "650MB",
    nodeSelector: { pool: "apps" },
});

// Anything that runs the image only says that it needs the pre-pull, charts included.
new k8s.helm.v4.Chart(
    "api",
    { chart: "./charts/api", namespace: "shop", values: { image: api.image } },
    { dependsOn: api, transforms: [ifNotPresent()] },
);
