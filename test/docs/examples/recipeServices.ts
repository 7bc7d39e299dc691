// docs/recipes.md: several services with one migration, and a worker.
import { ImageRollout } from "../../../components";

const shop = new ImageRollout("shop", {
    namespace: "shop",
    images: [
        { name: "shop", image: `acrshop.azurecr.io/shop@${process.env.SHOP_DIGEST}`, size: "650MB" },
        { name: "tools", image: `acrshop.azurecr.io/tools@${process.env.TOOLS_DIGEST}`, size: "90MB" },
    ],
    migrations: [
        { name: "schema", image: "tools", args: ["migrate"], runSeconds: 600 },
        { name: "reindex", image: "tools", args: ["reindex"], after: true },
    ],
    applications: [
        {
            name: "web",
            image: "shop",
            args: ["web"],
            replicas: 3,
            port: 8080,
            readinessPath: "/ready",
            service: { port: 80 },
            // In a podTemplate of a rollout, an image is the name of one of `images`.
            podTemplate: { spec: { initContainers: [{ name: "wait", image: "tools", args: ["wait", "db:5432"] }] } },
            startSeconds: 120,
            spec: { strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
        },
        // A worker has no port: it is ready when it runs, and its own command tells whether it still works.
        {
            name: "worker",
            image: "shop",
            args: ["worker"],
            podTemplate: {
                spec: {
                    terminationGracePeriodSeconds: 120,
                    containers: [
                        {
                            name: "application",
                            livenessProbe: { exec: { command: ["/app/worker", "alive"] }, periodSeconds: 30 },
                        },
                    ],
                },
            },
        },
    ],
});

/** Names of the Deployments, and the labels of their pods: `shop-web` and `shop-worker`. */
export const { deployments, selectors } = shop;
