/** Where a registry answers, and its private endpoints in several virtual networks. */
import { type Fault, faultsAt } from "../fault";
import { AzureType, azureIdFaults, expectAzureId, parseAzureId } from "./azureIds";
import { normaliseRegion } from "./regions";

/** Who writes the DNS records of an endpoint. */
export const EndpointDns = {
    /** A zone group of the endpoint, in an adopted zone or in one of its own. */
    Zone: "zone",
    /** Azure Policy, or another team. */
    Policy: "policy",
} as const;
export type EndpointDns = (typeof EndpointDns)[keyof typeof EndpointDns];

/** The domain of registries in the cloud that the region belongs to. */
function registryDomain(region: string): string {
    const name = normaliseRegion(region);
    if (name.startsWith("china")) {
        return "azurecr.cn";
    }
    return /^us(gov|dod)/.test(name) ? "azurecr.us" : "azurecr.io";
}

/**
 * What is wrong with regions that are to work with a registry: Azure's clouds (public, US Government, China) know nothing of each
 * other.
 *
 * @param home region of the registry
 */
export function cloudReason(region: string, home: string): string | undefined {
    const [own, its] = [registryDomain(region), registryDomain(home)];
    return own === its
        ? undefined
        : `"${region}" is in another cloud (${own}) than the registry in ${normaliseRegion(home)} (${its}); give a region of that cloud`;
}

/** The zone that virtual networks must resolve privately. */
export function privateZoneName(region: string): string {
    return `privatelink.${registryDomain(region)}`;
}

/** Says who makes the nodes find the registry where no zone group does. */
export function recordsAreLeft(region: string): string {
    return (
        `the records of the endpoint in ${normaliseRegion(region)} are left to Azure Policy or another team; until they are in ` +
        `${privateZoneName(region)}, and the cluster's network is linked to it, nodes do not reach the registry`
    );
}

/** Says what the owner of a registry has to do for an endpoint that asks for approval. */
export function approvalIsAwaited(region: string, registryId: string): string {
    const [name = ""] = expectAzureId(AzureType.Registry, registryId).names;
    const command = "az acr private-endpoint-connection";
    return (
        `nothing passes the endpoint in ${normaliseRegion(region)} until the owner of registry ${name} has approved it: ` +
        `\`${command} list --registry-name ${name}\` names its connection, and ` +
        `\`${command} approve --registry-name ${name} --name <connection>\` approves it`
    );
}

/** Networks of a cluster whose nodes would resolve the registry's public name. */
export interface ClusterNetworks {
    readonly name: string;
    readonly networks: readonly string[];
    readonly hasManagedNetwork: boolean;
}

/** Says which networks of a cluster are linked to none of the endpoints' zones: its nodes get a public address, and a 403. */
export function unlinkedNetworkWarnings(cluster: ClusterNetworks, linked: readonly string[]): string[] {
    const known = new Set(linked.map((network) => network.toLowerCase()));
    const advice = "add its id to virtualNetworkIds of an endpoint, unless another DNS serves it";
    const unlinked = cluster.networks.filter((network) => !known.has(network.toLowerCase()));
    const managed = cluster.hasManagedNetwork ? ["that AKS manages for it, in the resource group of the nodes,"] : [];
    return [...unlinked, ...managed].map(
        (network) =>
            `the network ${network} of cluster ${cluster.name} is linked to none of the endpoints' zones, so its nodes do not ` +
            `find the registry's private address; ${advice}`,
    );
}

/** What is wrong with a zone that is adopted. */
export function zoneFaults(zoneId: string, region: string): Fault[] {
    const faults = azureIdFaults(AzureType.PrivateZone, zoneId);
    const name = parseAzureId(zoneId)?.names[0];
    if (faults.length > 0 || name === privateZoneName(region)) {
        return faults;
    }
    return faultsAt("", `the zone is named "${name}"; registries are resolved in ${privateZoneName(region)}`);
}

/** Hosts that a node talks to: the registry for manifests, and the data endpoint of its region for layers. */
export function pullHosts(loginServer: string, regions: readonly string[]): string[] {
    const [registry = "", ...domain] = loginServer.split(".");
    return [loginServer, ...regions.map((region) => [registry, normaliseRegion(region), "data", ...domain].join("."))];
}
