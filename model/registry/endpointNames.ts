/** Names of endpoints, which name everything that is created for them. */
import { normaliseRegion } from "./regions";

export interface EndpointPlace {
    /** As given. */
    readonly name?: string;
    readonly region: string;
    /** As given; undefined when it is created, or not known yet. */
    readonly resourceGroup?: string;
}

export interface EndpointName {
    readonly name: string;
    /** What it would be named otherwise: its resources may have been created under one of these names. */
    readonly otherNames: readonly string[];
}

/**
 * The name that was given; else that of the resource group, where only this endpoint is in it; else the region. A group outlives a
 * move to another region, and its zone has one name only: with another name of the endpoint, the new zone would be created while
 * the old one is there.
 */
export function endpointNames(endpoints: readonly EndpointPlace[]): EndpointName[] {
    const groups = endpoints.map(({ resourceGroup }) => resourceGroup?.toLowerCase());
    return endpoints.map(({ name, region }, index) => {
        const group = groups[index];
        const isAlone = groups.filter((other) => other === group).length === 1;
        const byGroup = group !== undefined && isAlone ? [groupName(group)] : [];
        const [first = "", ...others] = [...(name === undefined ? [] : [name]), ...byGroup, normaliseRegion(region)];
        return { name: first, otherNames: others.filter((other) => other !== first) };
    });
}

/** Groups may have other characters, and more of them, than names of endpoints. */
function groupName(group: string): string {
    return (
        group
            .replace(/[^a-z0-9]+/g, "-")
            .slice(0, 40)
            .replace(/^-|-$/g, "") || "group"
    );
}
