/** What is wrong with the private endpoints of a registry before anything of Azure is known, and the rest of them. */
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, propertyPath, within } from "../../../model/fault";
import { AzureType, azureIdFaults, virtualNetworkOf } from "../../../model/registry/azureIds";
import { endpointFaults } from "../../../model/registry/endpointFaults";
import { endpointNames } from "../../../model/registry/endpointNames";
import { EndpointDns, zoneFaults } from "../../../model/registry/endpoints";
import { prefixFaults, subnetFaults } from "../../../model/registry/subnets";
import { type Check, checked } from "../../shared/checks";
import type { RegistryEndpointArgs, RegistryPrivateLinkArgs } from "./privateLinkArgs";

/** Ids of virtual networks as far as they were given as text, which names what is created for them. */
interface PlainNetworks {
    readonly networkId?: string;
    readonly virtualNetworkIds: readonly (string | undefined)[];
}

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
        internetFallback: endpoint.internetFallback,
        approvalMessage: endpoint.approvalMessage,
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
