// Microsoft.ContainerRegistry/registries/replications: a replica in another region, with its own data endpoint.
import { badRequest, conflict } from "../armError";
import { sameId } from "../resourceId";
import { type ArmResource, childrenOf, find, ofType, type World } from "../world";
import { addRecord, capacityFault, dropRecord, ENDPOINTS, endpointsOf } from "./endpointRecords";
import { dataHost, isPremium, nameDataEndpoints, REPLICATIONS } from "./registryHosts";
import type { Put, Rule } from "./rule";

export const replicationRule: Rule = {
    seconds: 0.5,
    accept(put) {
        const registry = registryOf(put.world, put.resource);
        checkRegistry(registry);
        checkRegion(put);
        const given = put.resource.properties;
        put.resource.properties = { regionEndpointEnabled: true, zoneRedundancy: "Disabled", ...given };
        // An endpoint that is still being created asked for its records before this replica had any.
        return put.existing ? [] : endpointsOf(put.world, registry).map((endpoint) => endpoint.id);
    },
    complete(world, replica, endpointIds) {
        const registry = registryOf(world, replica);
        const endpoints = endpointIds.flatMap((id) => find(world, id) ?? []);
        if (endpoints.some((endpoint) => capacityFault(world, endpoint, 1))) {
            // The service's own text: it does not say that a subnet is full, nor which.
            throw badRequest(
                "OperationFailed",
                `Failed to update the private endpoint connections of registry '${registry.name}' for replication '${replica.name}'.`,
            );
        }
        for (const endpoint of endpoints) {
            addRecord(world, endpoint, dataHost(registry, replica));
        }
        nameDataEndpoints(world, registry);
    },
    remove(world, replica) {
        const registry = registryOf(world, replica);
        if (replica.location === registry.location) {
            throw conflict(
                "CannotDeleteHomeReplication",
                `The replication in the home region '${replica.location}' cannot be deleted.`,
            );
        }
        const host = dataHost(registry, replica);
        for (const endpoint of ofType(world, ENDPOINTS)) {
            dropRecord(world, endpoint, host);
        }
        const hosts = (registry.properties.dataEndpointHostNames ?? []) as string[];
        registry.properties.dataEndpointHostNames = hosts.filter((other) => other !== host);
    },
};

function registryOf(world: World, replica: ArmResource): ArmResource {
    return find(world, replica.id.split("/").slice(0, -2).join("/")) as ArmResource;
}

function checkRegistry(registry: ArmResource): void {
    if (!isPremium(registry)) {
        const sku = (registry.sku as { name: string }).name;
        throw badRequest(
            "ResourceTypeNotSupported",
            `The resource type replications is not supported for the registry ${registry.name} in SKU ${sku}. Geo-replication needs Premium.`,
        );
    }
    const policies = registry.properties.policies as Record<string, { status?: string } | undefined> | undefined;
    if (policies?.softDeletePolicy?.status === "enabled") {
        throw conflict(
            "SoftDeletePolicyConflict",
            "Geo-replication is not supported while the soft delete policy is enabled.",
        );
    }
}

function checkRegion({ world, resource }: Put): void {
    const registry = registryOf(world, resource);
    const same = childrenOf(world, registry.id, REPLICATIONS).find(
        (replica) => replica.location === resource.location && !sameId(replica.id, resource.id),
    );
    if (same) {
        throw conflict(
            "ReplicationAlreadyExists",
            `The registry '${registry.name}' already has the replication '${same.name}' in '${resource.location}'.`,
        );
    }
}
