// docs/recipes.md: several clusters behind one registry.
import { Provider } from "@pulumi/kubernetes/provider";
import type * as pulumi from "@pulumi/pulumi";
import { Application, ImagePrepull, MigrationJob } from "../../../components";

const image = { namespace: "shop", image: `acrshop.azurecr.io/shop@${process.env.SHOP_DIGEST}`, size: "650MB" };
const clusters = ["aks-weu", "aks-neu", "aks-eus"].map((context) => ({
    context,
    provider: new Provider(context, { context, enableServerSideApply: true, upsertExistingObjects: true }),
}));

// All clusters pull at the same time, each from the replica of its own region.
const warm = clusters.map(
    ({ context, provider }) => new ImagePrepull(`shop-${context}`, { ...image, cluster: { context } }, { provider }),
);

// One database, so one migration: when the image is on the nodes of every cluster.
const [first] = clusters;
const migration = new MigrationJob(
    "shop",
    { ...image, args: ["migrate"], cluster: { context: first?.context ?? "" } },
    { provider: first?.provider, dependsOn: warm },
);

// One cluster after another: a release that fails in the first does not reach the others.
let before: pulumi.Resource = migration;
for (const { context, provider } of clusters) {
    const args = { ...image, args: ["web"], port: 8080, readinessPath: "/ready", cluster: { context } };
    before = new Application(`shop-${context}`, args, { provider, dependsOn: before });
}
