/** Names of endpoints, which name everything that is created for them. */
import { shortHash } from "../shortHash";
import { normaliseRegion } from "./regions";

export interface EndpointPlace {
    /** As given. */
    readonly name?: string;
    readonly region: string;
    /** As given; undefined when it is created, or not known yet. */
    readonly resourceGroup?: string;
    /** Whether it creates a zone in its resource group: false with an adopted one, and where others keep the records. */
    readonly createsZone: boolean;
}

export interface EndpointName {
    readonly name: string;
    /** What it would be named otherwise: its resources may have been created under one of these names. */
    readonly otherNames: readonly string[];
}

/**
 * The name that was given; else that of the resource group, where it is the only one in it, or the one with a zone in it; else the
 * region. A group outlives a move to another region, and its zone has one name only: with another name of the endpoint, the new
 * zone would be created while the old one is there.
 */
export function endpointNames(endpoints: readonly EndpointPlace[]): EndpointName[] {
    return endpoints.map((endpoint) => {
        const { name, region, resourceGroup } = endpoint;
        const others = endpoints.filter((other) => other !== endpoint && inSameGroup(other, endpoint));
        const isFirst = endpoint.createsZone ? !others.some(({ createsZone }) => createsZone) : others.length === 0;
        const byGroup = resourceGroup !== undefined && isFirst ? [groupName(resourceGroup)] : [];
        const [first = "", ...rest] = [...(name === undefined ? [] : [name]), ...byGroup, normaliseRegion(region)];
        return { name: first, otherNames: rest.filter((other) => other !== first) };
    });
}

function inSameGroup(one: EndpointPlace, other: EndpointPlace): boolean {
    return one.resourceGroup?.toLowerCase() === other.resourceGroup?.toLowerCase();
}

/** Groups may have other characters, and more of them, than names of endpoints. */
function groupName(group: string): string {
    return (
        group
            .toLowerCase()
            .replace(/[^a-z0-9]+/g, "-")
            .slice(0, 40)
            .replace(/^-|-$/g, "") || "group"
    );
}

/**
 * What names the link of a network to a zone: the network, not the zone or the place in a list. A network that moves to the zone of
 * another endpoint leaves its old zone first, since it is the same link that is replaced.
 */
export function linkKey(networkId: string): string {
    return `-${shortHash(networkId.toLowerCase(), 8)}`;
}
