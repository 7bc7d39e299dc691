/** The arguments of a registry's private endpoints, and what is wrong with them before anything of Azure is known. */
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, propertyPath, within } from "../../../model/fault";
import { AzureType, azureIdFaults, virtualNetworkOf } from "../../../model/registry/azureIds";
import { endpointNames } from "../../../model/registry/endpointNames";
import { EndpointDns, endpointFaults, zoneFaults } from "../../../model/registry/endpoints";
import { prefixFaults, subnetFaults } from "../../../model/registry/subnets";
import { type Arguments, INPUT, list, PLAIN, required } from "../../shared/argumentSpec";
import { type Check, checked } from "../../shared/checks";

/** A private endpoint of the registry in one virtual network. About 7 USD a month, plus 0.01 USD per GB. */
export interface RegistryEndpointArgs {
    /**
     * Names everything that is created for the endpoint: up to 40 of a-z, 0-9 and `-`. By default the resource group that is
     * given for it alone, else the region. An endpoint that keeps its name keeps its identity when it moves to another region.
     */
    name?: string;
    /** Region of the virtual network. */
    region: string;
    /** Resource id of the subnet. The endpoint takes one address for the registry, and one for each of its regions. */
    subnetId: pulumi.Input<string>;
    /**
     * Address prefix of the subnet, such as `10.1.4.0/27`. Looked up by default. Set it when the subnet is created in the
     * same program, so that its size is checked before anything is created, or when it is in another subscription.
     */
    subnetPrefix?: string;
    /** Resource group of the endpoint and its zone; one is created by default. Two endpoints cannot share one. */
    resourceGroupName?: pulumi.Input<string>;
    /**
     * Resource id of an existing zone `privatelink.azurecr.io`, which a central network team manages and links. By default
     * one is created and linked: a virtual network can be linked to only one zone of this name.
     */
    zoneId?: pulumi.Input<string>;
    /** Resource ids of further virtual networks that are linked to the zone, such as the one of build agents. */
    virtualNetworkIds?: pulumi.Input<string>[];
    /**
     * Who writes the endpoint's DNS records: `zone` (default), a zone group in `zoneId` or in a zone that is created; or
     * `policy`, Azure Policy or another team, as in landing zones. With `policy` no zone, link or zone group is created,
     * and nodes find the registry only once the records exist.
     */
    dns?: EndpointDns;
}

/** The registry, and the networks that reach it. */
export interface RegistryPrivateLinkArgs {
    /** Resource id of the registry; it must be Premium. */
    registryId: pulumi.Input<string>;
    /** How many regions the registry is in, its home included. */
    regions: number;
    /** One for each virtual network. */
    endpoints: RegistryEndpointArgs[];
    /** Tags of every resource that can have tags. */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** Ids of virtual networks as far as they were given as text, which names what is created for them. */
interface PlainNetworks {
    readonly networkId?: string;
    readonly virtualNetworkIds: readonly (string | undefined)[];
}

export const ENDPOINT: Arguments<RegistryEndpointArgs> = {
    name: PLAIN,
    dns: PLAIN,
    region: required(PLAIN),
    subnetId: required(INPUT),
    subnetPrefix: PLAIN,
    resourceGroupName: INPUT,
    zoneId: INPUT,
    virtualNetworkIds: PLAIN,
};

export const PRIVATE_LINK_ARGUMENTS: Arguments<RegistryPrivateLinkArgs> = {
    registryId: required(INPUT),
    regions: required(PLAIN),
    endpoints: required(list(ENDPOINT)),
    tags: INPUT,
};

/**
 * What a component that checked an endpoint hands on with it. Under a symbol: it is not an argument that a program could
 * give.
 */
export const KNOWN = Symbol("known of an endpoint");

interface KnownOfEndpoint {
    /** Names that it may have had in earlier versions or without a name of its own. */
    readonly formerNames: readonly string[];
    readonly plain: PlainNetworks;
}

/** An endpoint whose ids are withheld until they are checked. */
export interface CheckedEndpoint extends Omit<RegistryEndpointArgs, "subnetId" | "zoneId" | "virtualNetworkIds"> {
    readonly name: string;
    readonly [KNOWN]: KnownOfEndpoint;
    readonly subnetId: pulumi.Output<string>;
    readonly zoneId?: pulumi.Output<string>;
    readonly virtualNetworkIds: pulumi.Output<string>[];
}

/** An endpoint that is to be created. */
export interface EndpointPlan extends CheckedEndpoint {
    readonly registryId: pulumi.Output<string>;
    readonly tags: RegistryPrivateLinkArgs["tags"];
    /** What the registry is not complete without. */
    readonly dependsOn: pulumi.ComponentResourceOptions["dependsOn"];
}

/** An endpoint that another component named, or checked already. */
interface NamedEndpoint extends RegistryEndpointArgs {
    readonly [KNOWN]?: Partial<KnownOfEndpoint>;
}

/** Adds the faults of the endpoints, by property, and returns them checked. */
export function checkedEndpoints(
    component: string,
    faults: Fault[],
    property: string,
    endpoints: readonly NamedEndpoint[],
    regions: number,
): CheckedEndpoint[] {
    const names = endpointNames(
        endpoints.map(({ name, region, resourceGroupName, zoneId, dns }) => ({
            name,
            region,
            resourceGroup: plainText(resourceGroupName),
            createsZone: zoneId === undefined && dns !== EndpointDns.Policy,
        })),
    );
    const requests = endpoints.map((endpoint) => ({
        name: endpoint.name,
        region: endpoint.region,
        resourceGroup: plainText(endpoint.resourceGroupName),
        zoneId: plainText(endpoint.zoneId),
        adoptsZone: endpoint.zoneId !== undefined,
        extraLinks: endpoint.virtualNetworkIds?.length ?? 0,
        dns: endpoint.dns,
        networks: knownNetworks(plainNetworks(endpoint)),
    }));
    faults.push(...within(property, endpointFaults(requests)));
    return endpoints.map((endpoint, index) => {
        const path = propertyPath(property, index);
        faults.push(...within(path, within("subnetPrefix", givenSubnetFaults(endpoint.subnetPrefix, regions))));
        const id = (key: string, value: pulumi.Input<string>, check: Check<string>) =>
            checked<string>(component, faults, `${path}.${key}`, value, check);
        const { name = "", otherNames = [] } = names[index] ?? {};
        return {
            ...endpoint,
            name,
            [KNOWN]: {
                formerNames: [...otherNames, ...(endpoint[KNOWN]?.formerNames ?? [])].filter(
                    (former) => former !== name,
                ),
                plain: plainNetworks(endpoint),
            },
            subnetId: id("subnetId", endpoint.subnetId, (known) => azureIdFaults(AzureType.Subnet, known)),
            zoneId:
                endpoint.zoneId === undefined
                    ? undefined
                    : id("zoneId", endpoint.zoneId, (known) => zoneFaults(known, endpoint.region)),
            virtualNetworkIds: (endpoint.virtualNetworkIds ?? []).map((network, link) =>
                id(`virtualNetworkIds[${link}]`, network, (known) => azureIdFaults(AzureType.VirtualNetwork, known)),
            ),
        };
    });
}

function givenSubnetFaults(prefix: string | undefined, regions: number): Fault[] {
    if (prefix === undefined) {
        return [];
    }
    const faults = prefixFaults(prefix);
    return faults.length > 0 ? faults : subnetFaults([prefix], regions);
}

function networkOf(endpoint: RegistryEndpointArgs): string | undefined {
    const subnet = plainText(endpoint.subnetId);
    return subnet === undefined || azureIdFaults(AzureType.Subnet, subnet).length > 0
        ? undefined
        : virtualNetworkOf(subnet);
}

function plainNetworks(endpoint: NamedEndpoint): PlainNetworks {
    const virtualNetworkIds = (endpoint.virtualNetworkIds ?? []).map(plainText);
    return endpoint[KNOWN]?.plain ?? { networkId: networkOf(endpoint), virtualNetworkIds };
}

function knownNetworks({ networkId, virtualNetworkIds }: PlainNetworks): string[] {
    return [networkId, ...virtualNetworkIds].filter((id) => id !== undefined);
}

function plainText(value: pulumi.Input<string> | undefined): string | undefined {
    return typeof value === "string" ? value : undefined;
}

/** What another component found out of an endpoint before. */
export function handedOn(endpoint: NamedEndpoint | undefined): Pick<NamedEndpoint, typeof KNOWN> {
    return endpoint?.[KNOWN] === undefined ? {} : { [KNOWN]: endpoint[KNOWN] };
}
