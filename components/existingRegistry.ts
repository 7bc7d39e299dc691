/** A registry that this program did not make. */
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import type * as pulumi from "@pulumi/pulumi";
import { AzureType, expectAzureId } from "../model/azureIds";

export interface ExistingRegistry {
    readonly registryId: pulumi.Output<string>;
    readonly loginServer: pulumi.Output<string>;
    readonly location: pulumi.Output<string>;
    readonly tier: pulumi.Output<string>;
}

export function existingRegistry(id: pulumi.Output<string>, opts: pulumi.InvokeOutputOptions): ExistingRegistry {
    const parsed = id.apply((registryId) => expectAzureId(AzureType.Registry, registryId));
    const registryName = parsed.names.apply(([registry = ""]) => registry);
    const lookup = { resourceGroupName: parsed.resourceGroup, registryName };
    const registry = containerregistry.getRegistryOutput(lookup, opts);
    return {
        registryId: id,
        loginServer: registry.loginServer,
        location: registry.location,
        tier: registry.sku.name,
    };
}
