// Microsoft.ContainerRegistry/registries.

import { sameId } from "../resourceId";
import type { Json } from "../wire/wire";
import { type ArmResource, beneath, childrenOf, discard, ofType, store, type World } from "../world";
import { giveIdentity } from "./identity";
import { checkRegistry } from "./registryChecks";
import { isPremium, nameDataEndpoints, REPLICATIONS } from "./registryHosts";
import type { Put, Rule } from "./rule";

export const registryRule: Rule = {
    accept(put) {
        checkRegistry(put);
        giveIdentity(put);
        fillIn(put);
        return undefined;
    },
    complete(world, registry) {
        if (isPremium(registry)) {
            keepHomeReplica(world, registry);
        }
        nameDataEndpoints(world, registry);
    },
    remove(world, registry) {
        for (const endpoint of ofType(world, "Microsoft.Network/privateEndpoints")) {
            for (const connection of (endpoint.properties.privateLinkServiceConnections ?? []) as Json[]) {
                disconnect(connection.properties as Json, registry);
            }
        }
        for (const child of beneath(world, registry.id)) {
            discard(world, child.id);
        }
    },
};

function fillIn({ resource, existing, loginServer, now }: Put): void {
    const given = resource.properties;
    const network = (given.networkRuleSet ?? {}) as Json;
    resource.sku = { ...(resource.sku as Json), tier: (resource.sku as Json).name };
    resource.properties = {
        adminUserEnabled: false,
        anonymousPullEnabled: false,
        dataEndpointEnabled: false,
        networkRuleBypassOptions: "AzureServices",
        publicNetworkAccess: "Enabled",
        zoneRedundancy: "Disabled",
        encryption: { status: "disabled" },
        ...given,
        networkRuleSet: { defaultAction: "Allow", ipRules: [], ...network },
        creationDate: existing?.properties.creationDate ?? now.toISOString(),
        loginServer,
        privateEndpointConnections: existing?.properties.privateEndpointConnections ?? [],
        // A mode that was set through a newer API version stays when an older one says nothing about it.
        roleAssignmentMode:
            given.roleAssignmentMode ?? existing?.properties.roleAssignmentMode ?? "LegacyRegistryPermissions",
    };
}

// A Premium registry lists its home region among its replications, which nobody created and nobody can delete.
function keepHomeReplica(world: World, registry: ArmResource): void {
    const location = registry.location ?? "";
    const id = `${registry.id}/replications/${location}`;
    const properties = { provisioningState: "Succeeded", regionEndpointEnabled: true, zoneRedundancy: "Disabled" };
    if (!childrenOf(world, registry.id, REPLICATIONS).some((replica) => replica.location === location)) {
        store(world, { id, name: location, type: REPLICATIONS, location, properties });
    }
}

function disconnect(connection: Json, registry: ArmResource): void {
    if (sameId(String(connection.privateLinkServiceId), registry.id)) {
        connection.privateLinkServiceConnectionState = { status: "Disconnected", description: "Deleted" };
    }
}
