/** The arguments of a registry's private endpoints. */
import type * as pulumi from "@pulumi/pulumi";
import type { EndpointDns } from "../../../model/registry/endpoints";
import { type Arguments, INPUT, list, PLAIN, required } from "../../shared/argumentSpec";

/** A private endpoint of the registry in one virtual network. About 7 USD a month, plus 0.01 USD per GB. */
export interface RegistryEndpointArgs {
    /**
     * Names everything that is created for the endpoint: up to 40 of a-z, 0-9 and `-`. By default the resource group that is
     * given for it alone, else the region. An endpoint that keeps its name keeps its identity when it moves to another region;
     * another name is another endpoint, with other addresses.
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
    /** Resource ids of further virtual networks that are linked to the zone, such as the one of build agents; none by default. */
    virtualNetworkIds?: pulumi.Input<string>[];
    /**
     * Who writes the endpoint's DNS records: `zone` (default), a zone group in `zoneId` or in a zone that is created; or
     * `policy`, Azure Policy or another team, as in landing zones. With `policy` no zone, link or zone group is created,
     * and nodes find the registry only once the records exist.
     */
    dns?: EndpointDns;
    /**
     * Lets the linked networks look up the public address of registries that the zone does not have, such as private ones
     * of others. False by default: their names are then unknown in these networks.
     */
    internetFallback?: boolean;
    /**
     * Asks the registry's owner to approve the endpoint, with this message of up to 140 characters. Until then nothing
     * passes. By default it is approved automatically, which needs rights on the registry.
     */
    approvalMessage?: string;
}

/** The registry, and the networks that reach it. */
export interface RegistryPrivateLinkArgs {
    /** Resource id of the registry; it must be Premium. */
    registryId: pulumi.Input<string>;
    /** How many regions the registry is in, its home included. */
    regions: number;
    /** One for each virtual network. */
    endpoints: RegistryEndpointArgs[];
    /** Tags of every resource that can have tags; none by default. */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

export const ENDPOINT: Arguments<RegistryEndpointArgs> = {
    name: PLAIN,
    dns: PLAIN,
    internetFallback: PLAIN,
    approvalMessage: PLAIN,
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
