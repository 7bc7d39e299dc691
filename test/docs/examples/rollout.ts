// A block of README.md, kept here so that the compiler sees it.
import * as kubernetes from "@pulumi/kubernetes";
import { ImageRollout } from "../../../components";

// A migration that outlived an interrupted `up` is taken over by the next one.
const provider = new kubernetes.Provider("cluster", { upsertExistingObjects: true });
const image = "myregistry.azurecr.io/shop@sha256:1111111111111111111111111111111111111111111111111111111111111111";

new ImageRollout(
    "shop",
    {
        namespace: "shop",
        images: [{ name: "shop", image, size: "650MB" }],
        migration: { image: "shop", args: ["migrate"], runSeconds: 600 },
        application: { image: "shop", args: ["serve"], replicas: 3, port: 8080, readinessPath: "/healthz" },
    },
    { provider },
);
