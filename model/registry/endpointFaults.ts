/** What is wrong with the private endpoints of a registry, each on its own and together. */
import { type Fault, faultsAt, propertyPath, within } from "../fault";
import { choiceFaults } from "../text/choice";
import { EndpointDns } from "./endpoints";
import { normaliseRegion, regionFault, sameRegion } from "./regions";

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
    readonly internetFallback?: boolean;
    readonly approvalMessage?: string;
    /** Virtual networks that are linked to its own zone, as far as they are known. */
    readonly networks?: readonly string[];
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
            ...within(propertyPath(index), [...dnsFaults(endpoint), ...messageFaults(endpoint)]),
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

const LONGEST_MESSAGE = 140;

function messageFaults({ approvalMessage = "-" }: EndpointRequest): Fault[] {
    const { length } = approvalMessage;
    return length > 0 && length <= LONGEST_MESSAGE
        ? []
        : faultsAt("approvalMessage", `it has ${length} characters; expected 1 to ${LONGEST_MESSAGE}`);
}

const OWNER_LINKS = "the owner of the zone that is adopted links networks to it, and decides this; leave it out";

function dnsFaults({ dns, adoptsZone, extraLinks, internetFallback = false }: EndpointRequest): Fault[] {
    if (dns !== EndpointDns.Policy) {
        const fallback = adoptsZone && internetFallback ? faultsAt("internetFallback", OWNER_LINKS) : [];
        return [...choiceFaults("dns", dns, EndpointDns), ...fallback];
    }
    const given = { zoneId: adoptsZone, virtualNetworkIds: extraLinks > 0, internetFallback };
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
