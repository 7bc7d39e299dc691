// The part of Azure that the configuration of a stack takes for granted: resource groups, a cluster, subnets, workspaces.
import * as v from "valibot";
import { parseResourceId } from "../../platform/azure/resourceId";
import { clusterProperties, emptyWorld, resource, type Seed } from "../../platform/azure/seed";
import { store, type World } from "../../platform/azure/world";
import { registrySchema } from "../../stack/registrySchema";

const PROJECT = "aks-image-delivery";
const NETWORKS = "Microsoft.Network/virtualNetworks";

export type StackSeed = Pick<Seed, "kubeletIdentity">;

/**
 * @param config as in the section `config` of a Pulumi.<stack>.yaml, with a registry
 */
export function stackWorld(config: Readonly<Record<string, unknown>>, seed: Partial<StackSeed> = {}): World {
    const registry = v.parse(registrySchema, config[`${PROJECT}:registry`]);
    const location = String(config["azure-native:location"]);
    const world = emptyWorld(String(config["azure-native:subscriptionId"]));
    const group = (name: string) => `/subscriptions/${world.subscriptionId}/resourceGroups/${name}`;
    const add = (id: string, region: string | undefined, properties = {}) => {
        const { type, resourceGroup = "" } = parseResourceId(id);
        const groupId = group(resourceGroup);
        store(world, resource(groupId, "Microsoft.Resources/resourceGroups", location, {}));
        store(world, resource(id, type, region, properties));
    };
    add(group(registry.resourceGroupName), location);
    const { id, resourceGroupName = "", name } = registry.cluster;
    const clusterId = id ?? `${group(resourceGroupName)}/providers/Microsoft.ContainerService/managedClusters/${name}`;
    add(clusterId, location, clusterProperties(seed.kubeletIdentity ?? true));
    for (const workspace of [registry.workspaceId, registry.alerts?.metricsWorkspaceId]) {
        if (workspace !== undefined) {
            add(workspace, location);
        }
    }
    for (const { region, subnetId, subnetPrefix } of registry.privateEndpoints ?? []) {
        const network = subnetId.split("/").slice(0, -2).join("/");
        add(network, region, { addressSpace: { addressPrefixes: ["10.0.0.0/8"] } });
        store(
            world,
            resource(subnetId, `${NETWORKS}/subnets`, undefined, { addressPrefix: subnetPrefix ?? "10.0.1.0/27" }),
        );
    }
    return world;
}
