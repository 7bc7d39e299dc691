// The host names of a registry: its own, and one for the layers in each of its regions.
import type { Json } from "../wire/wire";
import { type ArmResource, childrenOf, type World } from "../world";

export const REPLICATIONS = "Microsoft.ContainerRegistry/registries/replications";

export function isPremium(registry: ArmResource): boolean {
    return (registry.sku as Json | undefined)?.name === "Premium";
}

/** The host names that layers are downloaded from, one in each region. */
export function nameDataEndpoints(world: World, registry: ArmResource): void {
    const enabled = registry.properties.dataEndpointEnabled === true;
    const replicas = enabled ? childrenOf(world, registry.id, REPLICATIONS) : [];
    registry.properties.dataEndpointHostNames = replicas.map((replica) => dataHost(registry, replica));
}

export function registryHost(registry: ArmResource): string {
    return `${registry.name.toLowerCase()}.azurecr.io`;
}

export function dataHost(registry: ArmResource, replica: ArmResource): string {
    return `${registry.name.toLowerCase()}.${replica.location}.data.azurecr.io`;
}
