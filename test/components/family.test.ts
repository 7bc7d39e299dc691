// What every component is to the engine: the parent of all that it makes, with its properties for outputs.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { PullAlerts } from "../../components/alerts/pullAlerts";
import { ImagePrepull } from "../../components/prepull/imagePrepull";
import { RegistryPullAccess } from "../../components/registry/access/pullAccess";
import { AksRegistry } from "../../components/registry/aksRegistry";
import { ContainerRegistry } from "../../components/registry/containerRegistry";
import { RegistryPrivateLink } from "../../components/registry/endpoints/privateLink";
import { ImageRollout } from "../../components/rollout/imageRollout";
import { NodeWarmup } from "../../components/warmup/nodeWarmup";
import { Application } from "../../components/workload/application";
import { MigrationJob } from "../../components/workload/migrationJob";
import { azure, CLUSTER, METRICS, network, PRINCIPAL, registryId, subnet, WORKSPACE } from "../support/azureWorld";
import { fakeCluster, PULLED, realCluster } from "../support/fixtures";
import { recorded } from "../support/harness";
import { PINNED_IMAGE } from "../support/images";

const PLACE = { resourceGroupName: "rg", location: "westeurope" };
const SECRETS = { usernameSecret: "https://kv/u", passwordSecret: "https://kv/p" };
const ENDPOINTS = [
    {
        region: "westeurope",
        resourceGroupName: "rg",
        subnetId: subnet("vnet-1"),
        virtualNetworkIds: [network("agents")],
    },
    { region: "northeurope", subnetId: subnet("vnet-2") },
];
const REGISTRY = {
    replicas: ["northeurope"],
    workspaceId: WORKSPACE,
    credentialSets: [{ name: "hub-login", server: "docker.io", ...SECRETS }],
    cacheRules: [{ name: "nginx", source: "docker.io/library/nginx", target: "nginx", credentialSet: "hub-login" }],
};

/** Each with everything that it can make. */
const COMPONENTS: Record<string, () => pulumi.ComponentResource> = {
    ImagePrepull: () => new ImagePrepull("it", PULLED),
    MigrationJob: () => new MigrationJob("it", PULLED),
    Application: () => new Application("it", PULLED),
    ImageRollout: () =>
        new ImageRollout("it", {
            namespace: "shop",
            images: [{ name: "api", image: PINNED_IMAGE, size: "650MB" }],
            migration: { image: "api" },
            application: { image: "api" },
        }),
    NodeWarmup: () => new NodeWarmup("it", { namespace: "platform", kubectlImage: PINNED_IMAGE }),
    ContainerRegistry: () => new ContainerRegistry("it", { ...PLACE, ...REGISTRY, privateLink: true }),
    RegistryPrivateLink: () =>
        new RegistryPrivateLink(
            "it",
            { registryId: registryId("acr1"), regions: 2, endpoints: ENDPOINTS },
            { dependsOn: [] },
        ),
    RegistryPullAccess: () => new RegistryPullAccess("it", { registryId: registryId("acr1"), principalId: PRINCIPAL }),
    AksRegistry: () =>
        new AksRegistry("it", {
            resourceGroupName: "rg",
            ...REGISTRY,
            cluster: { resourceGroupName: "rg-app", name: "aks-app" },
            privateEndpoints: ENDPOINTS,
        }),
    PullAlerts: () =>
        new PullAlerts("it", {
            ...PLACE,
            clusterId: CLUSTER,
            workspaceId: WORKSPACE,
            emails: ["ops@example.com"],
            metricsWorkspaceId: METRICS,
            registryId: registryId("acr1"),
        }),
};

describe("a component", () => {
    beforeEach(() => void fakeCluster());
    afterEach(realCluster);

    for (const [kind, create] of Object.entries(COMPONENTS)) {
        it(`is the parent of all that it makes, and registers its properties as outputs: ${kind}`, async () => {
            let properties: string[] = [];
            const { resources, outputs } = await recorded(() => {
                const entries = Object.entries(create());
                properties = entries
                    .filter(([key, value]) => !key.startsWith("__") && key !== "urn" && pulumi.Output.isInstance(value))
                    .map(([key]) => key);
            }, azure());
            const roots = resources.filter(({ parent }) => parent === "");
            assert.deepEqual(
                roots.map(({ type }) => type),
                [`aks-image-delivery:index:${kind}`],
            );
            assert.ok(resources.length > 1);
            assert.deepEqual(outputs.get(roots[0]?.urn ?? ""), properties.sort());
        });
    }
});
