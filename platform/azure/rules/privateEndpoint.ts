// Microsoft.Network/privateEndpoints to a container registry.

import { badRequest } from "../armError";
import { sameId } from "../resourceId";
import type { Json } from "../wire/wire";
import { type ArmResource, childrenOf, discard, find, type World } from "../world";
import {
    addRecord,
    capacityFault,
    connectionOf,
    interfaceOf,
    keepRecords,
    recordsOf,
    subnetOf,
    targetOf,
    withdraw,
    ZONE_GROUPS,
} from "./endpointRecords";
import { dataHost, isPremium, REPLICATIONS, registryHost } from "./registryHosts";
import type { Put, Rule } from "./rule";

const LONGEST_MESSAGE = 140;

export const privateEndpointRule: Rule = {
    seconds: 0.5,
    accept(put) {
        checkSubnet(put);
        const registry = checkTarget(put);
        checkUnchanged(put);
        const replicas = childrenOf(put.world, registry.id, REPLICATIONS).filter(
            (replica) => replica.properties.provisioningState === "Succeeded",
        );
        const hosts = [registryHost(registry), ...replicas.map((replica) => dataHost(registry, replica))];
        checkStaticAddresses(put.resource, hosts);
        keepState(put);
        if (put.existing) {
            keepRecords(put.world, put.resource, recordsOf(put.existing));
            return [];
        }
        const fault = capacityFault(put.world, put.resource, hosts.length);
        if (fault) {
            throw badRequest("SubnetIsFull", fault);
        }
        keepRecords(put.world, put.resource, []);
        return hosts;
    },
    complete(world, endpoint, hosts) {
        for (const host of hosts) {
            addRecord(world, endpoint, host);
        }
        endpoint.properties.networkInterfaces = [{ id: interfaceOf(endpoint) }];
        connect(world, endpoint);
    },
    remove(world, endpoint) {
        withdraw(world, endpoint);
        keepRecords(world, endpoint, []);
        for (const group of childrenOf(world, endpoint.id, ZONE_GROUPS)) {
            discard(world, group.id);
        }
        const registry = find(world, targetOf(endpoint));
        if (registry) {
            registry.properties.privateEndpointConnections = others(registry, endpoint);
        }
    },
};

function checkSubnet({ world, resource }: Put): void {
    const id = subnetOf(resource);
    const network = find(world, id.split("/").slice(0, -2).join("/"));
    if (!find(world, id) || network?.location !== resource.location) {
        throw badRequest(
            "InvalidResourceReference",
            `Resource ${id} referenced by resource ${resource.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
        );
    }
}

function checkTarget({ world, resource }: Put): ArmResource {
    const registry = find(world, targetOf(resource));
    if (registry?.type !== "Microsoft.ContainerRegistry/registries") {
        throw badRequest("LinkedResourceNotFound", `The private link service '${targetOf(resource)}' was not found.`);
    }
    const { groupIds, requestMessage = "" } = connectionOf(resource) ?? {};
    if (String(requestMessage).length > LONGEST_MESSAGE) {
        throw failedCall(
            `The request message has ${String(requestMessage).length} characters; ${LONGEST_MESSAGE} are possible.`,
        );
    }
    const groups = (groupIds ?? []) as string[];
    if (groups.length !== 1 || groups[0] !== "registry") {
        throw failedCall(`The group ids [${groups}] are invalid; the only one of a registry is 'registry'.`);
    }
    if (!isPremium(registry)) {
        throw failedCall("Private endpoint connections are supported only for registries in the Premium SKU.");
    }
    return registry;
}

function failedCall(reason: string): Error {
    const text = `Call to Microsoft.ContainerRegistry/registries failed. Error message: ${reason}`;
    return badRequest("PrivateEndpointCannotBeCreated", text);
}

// A static address must be given for every host name, so one more replica breaks the endpoint.
function checkStaticAddresses(endpoint: ArmResource, hosts: readonly string[]): void {
    const addresses = (endpoint.properties.ipConfigurations ?? []) as unknown[];
    if (addresses.length > 0 && addresses.length !== hosts.length) {
        throw failedCall(
            "The request body for private endpoint connection creation has one or more invalid parameters: remotePrivateEndpoint/connectionDetails. For more information, please visit https://aka.ms/acr/private-link.",
        );
    }
}

function checkUnchanged({ resource, existing }: Put): void {
    if (
        existing &&
        (!sameId(subnetOf(existing), subnetOf(resource)) || !sameId(targetOf(existing), targetOf(resource)))
    ) {
        throw badRequest(
            "PrivateEndpointCannotBeUpdated",
            `The subnet and the connection of private endpoint ${resource.id} cannot be changed.`,
        );
    }
}

/** The state is the service's own, whatever a request says of it. */
function keepState({ resource, existing }: Put): void {
    const connection = connectionOf(resource);
    if (connection) {
        connection.privateLinkServiceConnectionState =
            existing && connectionOf(existing)?.privateLinkServiceConnectionState;
    }
}

/** An endpoint that waits for approval has its addresses already, but nothing passes. */
function connect(world: World, endpoint: ArmResource): void {
    const isManual = ((endpoint.properties.manualPrivateLinkServiceConnections ?? []) as Json[]).length > 0;
    const before = connectionOf(endpoint)?.privateLinkServiceConnectionState as Json | undefined;
    setState(world, endpoint, before?.status === "Approved" || !isManual ? "Approved" : "Pending");
}

/** What the owner of the registry does with `az acr private-endpoint-connection approve`. */
export function approve(world: World, endpoint: ArmResource): void {
    setState(world, endpoint, "Approved");
}

function setState(world: World, endpoint: ArmResource, status: "Pending" | "Approved"): void {
    const connection = connectionOf(endpoint);
    if (connection) {
        const description = status === "Pending" ? String(connection.requestMessage ?? "") : "Auto-Approved";
        connection.privateLinkServiceConnectionState = { status, description, actionsRequired: "None" };
    }
    const registry = find(world, targetOf(endpoint));
    if (registry) {
        const id = `${registry.id}/privateEndpointConnections/${endpoint.name}`;
        const properties = {
            privateEndpoint: { id: endpoint.id },
            privateLinkServiceConnectionState: { status },
            provisioningState: "Succeeded",
        };
        registry.properties.privateEndpointConnections = [
            ...others(registry, endpoint),
            { id, name: endpoint.name, properties },
        ];
    }
}

function others(registry: ArmResource, endpoint: ArmResource): Json[] {
    const connections = (registry.properties.privateEndpointConnections ?? []) as Json[];
    return connections.filter(({ properties }) => {
        const { privateEndpoint } = properties as { privateEndpoint: { id: string } };
        return !sameId(privateEndpoint.id, endpoint.id);
    });
}
