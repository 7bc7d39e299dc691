/** The subnet of a private endpoint: its size, and how much of it others have. */
import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { AzureType, expectAzureId } from "../../../model/registry/azureIds";
import { takenAddresses } from "../../../model/registry/subnets";
import type { Subscriptions } from "../subscriptions";
import { type CheckedEndpoint, KNOWN } from "./checkedEndpoints";

export interface SubnetFacts {
    readonly prefixes: string[];
    /** Addresses that others have, as far as Azure was asked. */
    readonly taken: number;
}

/**
 * What is known of the subnet: its prefix as given, or else what Azure says.
 *
 * @param name of the component that creates the endpoint
 */
export function subnetFacts(
    name: string,
    endpoint: CheckedEndpoint,
    subscriptions: Subscriptions,
): pulumi.Output<SubnetFacts> {
    if (endpoint.subnetPrefix !== undefined) {
        return pulumi.output({ prefixes: [endpoint.subnetPrefix], taken: 0 });
    }
    const ownNames = [endpoint.name, ...endpoint[KNOWN].formerNames].map((own) => `${name}-${own}`);
    const id = endpoint.subnetId.apply((subnetId) => expectAzureId(AzureType.Subnet, subnetId));
    return subscriptions.look(id, ({ resourceGroup, names: [virtualNetworkName = "", subnetName = ""] }, opts) =>
        network
            .getSubnetOutput({ resourceGroupName: resourceGroup, virtualNetworkName, subnetName }, opts)
            .apply(({ addressPrefix, addressPrefixes = [], ipConfigurations = [] }) => ({
                prefixes: addressPrefixes.length > 0 ? addressPrefixes : [addressPrefix ?? ""],
                taken: takenAddresses(
                    ipConfigurations.map(({ id: interfaceId }) => interfaceId ?? ""),
                    ownNames,
                ),
            })),
    );
}
