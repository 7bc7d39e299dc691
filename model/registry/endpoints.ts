/** Where a registry answers, and its private endpoints in several virtual networks. */
import { type Fault, faultsAt, propertyPath } from "../fault";
import { AzureType, azureIdFaults, parseAzureId } from "./azureIds";
import { normaliseRegion, regionFault, sameRegion } from "./regions";

export interface EndpointRequest {
    readonly region: string;
    /** Undefined when it is made for this endpoint, or not known yet. */
    readonly resourceGroup?: string;
    /** Undefined when it is made for this endpoint, or not known yet. */
    readonly zoneId?: string;
    readonly adoptsZone: boolean;
    readonly extraLinks: number;
}

/** The domain of registries in the cloud that the region belongs to. */
function registryDomain(region: string): string {
    const name = normaliseRegion(region);
    if (name.startsWith("china")) {
        return "azurecr.cn";
    }
    return /^us(gov|dod)/.test(name) ? "azurecr.us" : "azurecr.io";
}

/** The zone that virtual networks must resolve privately. */
export function privateZoneName(region: string): string {
    return `privatelink.${registryDomain(region)}`;
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
            ...faultsAt(propertyPath(index, "region"), ...regionReasons(endpoint, earlier)),
            ...faultsAt(propertyPath(index, "zoneId"), ...zoneReasons(endpoint, earlier)),
            ...faultsAt(propertyPath(index, "resourceGroupName"), ...groupReasons(endpoint, earlier)),
            ...faultsAt(propertyPath(index, "virtualNetworkIds"), ...linkReasons(endpoint)),
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
        ? [`two make a zone in resource group "${group}"; each needs its own, since the zones' names are the same`]
        : [];
}

function linkReasons({ region, adoptsZone, extraLinks }: EndpointRequest): string[] {
    return adoptsZone && extraLinks > 0
        ? [`the one in ${region} adopts a zone, whose owner links virtual networks; take virtualNetworkIds out`]
        : [];
}

/** The group in which this endpoint's zone is made; resource groups are compared without case. */
function ownGroup({ adoptsZone, resourceGroup }: EndpointRequest): string | undefined {
    return adoptsZone ? undefined : resourceGroup?.toLowerCase();
}
