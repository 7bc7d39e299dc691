/** The size of a private endpoint's subnet. */
import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { AzureType, expectAzureId } from "../../model/registry/azureIds";
import type { CheckedEndpoint } from "./privateLinkArgs";

/** Address prefixes of the subnet, as given or else as Azure knows them. */
export function subnetPrefixes(endpoint: CheckedEndpoint, opts: pulumi.InvokeOutputOptions): pulumi.Output<string[]> {
    if (endpoint.subnetPrefix !== undefined) {
        return pulumi.output([endpoint.subnetPrefix]);
    }
    return endpoint.subnetId.apply((subnetId) => {
        const { resourceGroup, names } = expectAzureId(AzureType.Subnet, subnetId);
        const [virtualNetworkName = "", subnetName = ""] = names;
        const place = { resourceGroupName: resourceGroup, virtualNetworkName, subnetName };
        return network.getSubnetOutput(place, opts).apply(({ addressPrefix, addressPrefixes }) => {
            const prefixes = addressPrefixes ?? [];
            return prefixes.length > 0 ? prefixes : [addressPrefix ?? ""];
        });
    });
}
