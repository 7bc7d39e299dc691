/** Where a registry answers, and its private endpoints in several virtual networks. */
import { AzureType, azureIdFaults, parseAzureId } from "./azureIds";
import { normaliseRegion, regionFault } from "./regions";

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
export function zoneFaults(zoneId: string, region: string): string[] {
    const faults = azureIdFaults(AzureType.PrivateZone, zoneId);
    const name = parseAzureId(zoneId)?.names[0];
    if (faults.length > 0 || name === privateZoneName(region)) {
        return faults;
    }
    return [`the zone is named "${name}"; registries are resolved in ${privateZoneName(region)}`];
}

/** Hosts that a node talks to: the registry for manifests, and the data endpoint of its region for layers. */
export function pullHosts(loginServer: string, regions: readonly string[]): string[] {
    const [registry = "", ...domain] = loginServer.split(".");
    return [loginServer, ...regions.map((region) => [registry, normaliseRegion(region), "data", ...domain].join("."))];
}

/** What is wrong with a list of endpoints, beside the subnets. */
export function endpointFaults(endpoints: readonly EndpointRequest[]): string[] {
    if (endpoints.length === 0) {
        return ["there is none; give the region and the subnet of at least one"];
    }
    return [
        ...endpoints.flatMap(({ region }) => regionFault(region) ?? []),
        ...shared(endpoints.map(({ region }) => normaliseRegion(region))).map(
            (region) =>
                `there are two in ${region}; peer the virtual networks and link the other one by virtualNetworkIds`,
        ),
        ...shared(endpoints.flatMap(({ zoneId }) => zoneId?.toLowerCase() ?? [])).map(
            (zone) => `two use the zone ${zone}; each needs its own, since the names of their records are the same`,
        ),
        ...shared(endpoints.flatMap((each) => ownGroup(each) ?? [])).map(
            (group) =>
                `two make a zone in resource group "${group}"; each needs its own, since the zones' names are the same`,
        ),
        ...endpoints
            .filter(({ adoptsZone, extraLinks }) => adoptsZone && extraLinks > 0)
            .map(
                ({ region }) =>
                    `the one in ${region} adopts a zone, whose owner links virtual networks; take virtualNetworkIds out`,
            ),
    ];
}

/** The group in which this endpoint's zone is made; resource groups are compared without case. */
function ownGroup({ adoptsZone, resourceGroup }: EndpointRequest): string | undefined {
    return adoptsZone ? undefined : resourceGroup?.toLowerCase();
}

function shared(texts: readonly string[]): string[] {
    return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
