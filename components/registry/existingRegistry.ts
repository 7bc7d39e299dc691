/** A registry that this program did not make. */
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import type * as pulumi from "@pulumi/pulumi";
import { AzureType, expectAzureId } from "../../model/registry/azureIds";

export interface ExistingRegistry {
    readonly registryId: pulumi.Output<string>;
    readonly loginServer: pulumi.Output<string>;
    readonly location: pulumi.Output<string>;
    readonly tier: pulumi.Output<string>;
}

export function existingRegistry(id: pulumi.Output<string>, opts: pulumi.InvokeOutputOptions): ExistingRegistry {
    const registry = id.apply((registryId) => {
        const { resourceGroup, names } = expectAzureId(AzureType.Registry, registryId);
        return containerregistry.getRegistryOutput(
            { resourceGroupName: resourceGroup, registryName: names[0] ?? "" },
            opts,
        );
    });
    return {
        registryId: id,
        loginServer: registry.loginServer,
        location: registry.location,
        tier: registry.sku.name,
    };
}
