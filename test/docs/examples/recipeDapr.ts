// docs/recipes.md: Dapr.
import { ImageRollout } from "../../../components";

new ImageRollout("orders", {
    namespace: "shop",
    images: [
        { name: "orders", image: `acrshop.azurecr.io/orders@${process.env.ORDERS_DIGEST}`, size: "210MB" },
        // Dapr's injector adds its container itself, so its image is named here to be on the nodes too.
        { name: "daprd", image: "acrshop.azurecr.io/daprio/daprd:1.16.2", size: "95MB" },
    ],
    application: {
        image: "orders",
        port: 8080,
        podTemplate: {
            metadata: {
                annotations: {
                    "dapr.io/enabled": "true",
                    "dapr.io/app-id": "orders",
                    "dapr.io/app-port": "8080",
                    "dapr.io/sidecar-image": "acrshop.azurecr.io/daprio/daprd:1.16.2",
                },
            },
        },
    },
});
