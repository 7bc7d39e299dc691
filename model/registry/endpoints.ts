/** Where a registry answers, and its private endpoints in several virtual networks. */
import { type Fault, faultsAt, propertyPath, within } from "../fault";
import { choiceFaults } from "../text/choice";
import { AzureType, azureIdFaults, parseAzureId } from "./azureIds";
import { normaliseRegion, regionFault, sameRegion } from "./regions";

/** Who writes the DNS records of an endpoint. */
export const EndpointDns = {
    /** A zone group of the endpoint, in an adopted zone or in one of its own. */
    Zone: "zone",
    /** Azure Policy, or another team. */
    Policy: "policy",
} as const;
export type EndpointDns = (typeof EndpointDns)[keyof typeof EndpointDns];

export interface EndpointRequest {
    /** Names its resources; its region does without. */
    readonly name?: string;
    readonly region: string;
    /** Undefined when it is created for this endpoint, or not known yet. */
    readonly resourceGroup?: string;
    /** Undefined when it is created for this endpoint, or not known yet. */
    readonly zoneId?: string;
    readonly adoptsZone: boolean;
    readonly extraLinks: number;
    readonly dns?: EndpointDns;
    /** Virtual networks that are linked to its own zone, as far as they are known. */
    readonly networks?: readonly string[];
}

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

/** What is wrong with a list of endpoints, besides the subnets. */
export function endpointFaults(endpoints: readonly EndpointRequest[]): Fault[] {
    if (endpoints.length === 0) {
        return faultsAt("", "there is none; give the region and the subnet of at least one");
    }
    return endpoints.flatMap((endpoint, index) => {
        const earlier = endpoints.slice(0, index);
        return [
            ...faultsAt(propertyPath(index, "name"), ...nameReasons(endpoint, earlier)),
            ...faultsAt(propertyPath(index, "region"), ...regionReasons(endpoint, earlier)),
            ...within(propertyPath(index), dnsFaults(endpoint)),
            ...faultsAt(propertyPath(index, "zoneId"), ...zoneReasons(endpoint, earlier)),
            ...faultsAt(propertyPath(index, "resourceGroupName"), ...groupReasons(endpoint, earlier)),
            ...faultsAt(propertyPath(index, "virtualNetworkIds"), ...linkReasons(endpoint, earlier)),
        ];
    });
}

function regionReasons({ region }: EndpointRequest, earlier: readonly EndpointRequest[]): string[] {
    const unknown = regionFault(region);
    const isRepeated = earlier.some((other) => sameRegion(other.region, region));
    const repeated = `there are two in ${normaliseRegion(region)}; peer the virtual networks and link the other one by virtualNetworkIds`;
    return [...(unknown === undefined ? [] : [unknown]), ...(isRepeated ? [repeated] : [])];
}

function zoneReasons({ zoneId }: EndpointRequest, earlier: readonly EndpointRequest[]): string[] {
    const zone = zoneId?.toLowerCase();
    return zone !== undefined && earlier.some((other) => other.zoneId?.toLowerCase() === zone)
        ? [`two use the zone ${zone}; each needs its own, since the names of their records are the same`]
        : [];
}

function groupReasons(endpoint: EndpointRequest, earlier: readonly EndpointRequest[]): string[] {
    const group = ownGroup(endpoint);
    return group !== undefined && earlier.some((other) => ownGroup(other) === group)
        ? [`two create a zone in resource group "${group}"; each needs its own, since the zones' names are the same`]
        : [];
}

function nameReasons({ name }: EndpointRequest, earlier: readonly EndpointRequest[]): string[] {
    if (name === undefined) {
        return [];
    }
    if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name)) {
        return [`"${name}" names no endpoint; expected up to 40 of a-z, 0-9 and "-", such as hub`];
    }
    const isTaken = earlier.some((other) => (other.name ?? normaliseRegion(other.region)) === name);
    return isTaken ? [`there are two named "${name}"; give each a name of its own`] : [];
}

function dnsFaults({ dns, adoptsZone, extraLinks }: EndpointRequest): Fault[] {
    if (dns !== EndpointDns.Policy) {
        return choiceFaults("dns", dns, EndpointDns);
    }
    const given = { zoneId: adoptsZone, virtualNetworkIds: extraLinks > 0 };
    const reason =
        'no zone is used with dns "policy", since Azure Policy or another team writes the records; leave it out';
    return Object.entries(given).flatMap(([key, isGiven]) => (isGiven ? faultsAt(key, reason) : []));
}

function linkReasons(endpoint: EndpointRequest, earlier: readonly EndpointRequest[]): string[] {
    if (endpoint.dns === EndpointDns.Policy) {
        return [];
    }
    if (endpoint.adoptsZone && endpoint.extraLinks > 0) {
        return [
            `the one in ${endpoint.region} adopts a zone, whose owner links virtual networks; take virtualNetworkIds out`,
        ];
    }
    const taken = new Set(earlier.flatMap(linkedNetworks));
    return [...new Set(linkedNetworks(endpoint))]
        .filter((network) => taken.has(network))
        .map(
            (network) =>
                `${network} is linked to the zone of another endpoint, and can be linked to one of the name only`,
        );
}

/** Ids are compared without case. */
function linkedNetworks({ dns, adoptsZone, networks = [] }: EndpointRequest): string[] {
    return adoptsZone || dns === EndpointDns.Policy ? [] : networks.map((network) => network.toLowerCase());
}

/** The group in which this endpoint's zone is created; resource groups are compared without case. */
function ownGroup({ dns, adoptsZone, resourceGroup }: EndpointRequest): string | undefined {
    return adoptsZone || dns === EndpointDns.Policy ? undefined : resourceGroup?.toLowerCase();
}
