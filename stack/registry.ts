// The Azure half of the stack. The Azure SDK is loaded here and only when the configuration asks for a registry.

import type * as pulumi from "@pulumi/pulumi";
import { Config } from "@pulumi/pulumi";
import type { ClusterAccessArgs } from "../components";
import type { AksRegistry } from "../components/azure";
import { AzureType, expectAzureId } from "../model/registry/azureIds";
import { secretAccess } from "./encrypted";
import type { RegistryConfig } from "./registrySchema";
import type { RolloutConfig } from "./rolloutSchema";

const REGISTRY_TYPE = "azure-native:containerregistry:Registry";

/** The registry with its alerts. */
export async function registryOf(config: RegistryConfig, rollout: RolloutConfig | undefined): Promise<AksRegistry> {
    const { AksRegistry, PullAlerts } = await import("../components/azure");
    const { alerts, protect, ...args } = config;
    // A registry that is adopted keeps its own diagnostics; the workspace is then for the alerts alone.
    const workspaceId = args.registryId === undefined ? args.workspaceId : undefined;
    const transforms = protect ? [protectRegistry] : [];
    const registry = new AksRegistry("registry", { ...args, workspaceId }, { transforms });
    if (alerts !== undefined && args.workspaceId !== undefined) {
        const images = alerts.metricsWorkspaceId === undefined ? undefined : rollout?.images;
        new PullAlerts("alerts", {
            ...alerts,
            resourceGroupName: args.resourceGroupName,
            clusterId: registry.clusterId,
            workspaceId: args.workspaceId,
            registryId: registry.registryId,
            images: images?.map(({ size }) => ({ size, network: rollout?.network, pullRate: rollout?.pullRate })),
            tags: args.tags,
        });
    }
    return registry;
}

/** Only the registry itself holds what cannot be created again: its images. */
const protectRegistry: pulumi.ResourceTransform = ({ type, props, opts }) =>
    type === REGISTRY_TYPE ? { props, opts: { ...opts, protect: true } } : undefined;

/** How the stack reaches its cluster: as configured, else with the kubeconfig that Azure gives out for the registry's cluster. */
export async function clusterOf(
    configured: RolloutConfig["cluster"],
    registry?: RegistryConfig,
): Promise<ClusterAccessArgs> {
    if (configured !== undefined || registry === undefined) {
        return secretAccess(configured ?? {});
    }
    const { clusterKubeconfig } = await import("../components/azure");
    const { id, resourceGroupName = "", name = "" } = registry.cluster;
    if (id === undefined) {
        return { kubeconfig: clusterKubeconfig(resourceGroupName, name) };
    }
    const { subscription, resourceGroup, names } = expectAzureId(AzureType.Cluster, id);
    return { kubeconfig: clusterKubeconfig(resourceGroup, names[0] ?? "", await optionsIn(subscription)) };
}

async function optionsIn(subscription: string): Promise<pulumi.InvokeOutputOptions> {
    const own = new Config("azure-native").get("subscriptionId") ?? process.env.ARM_SUBSCRIPTION_ID;
    if (own === undefined || own.toLowerCase() === subscription.toLowerCase()) {
        return {};
    }
    const { subscriptionProvider } = await import("../components/registry/subscriptions");
    return { provider: subscriptionProvider("cluster-subscription", subscription) };
}
