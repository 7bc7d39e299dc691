/** A registry that this program did not create. */
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import type * as pulumi from "@pulumi/pulumi";
import { AzureType, expectAzureId } from "../../model/registry/azureIds";
import type { Subscriptions } from "./subscriptions";

export interface ExistingRegistry {
    readonly registryId: pulumi.Output<string>;
    readonly loginServer: pulumi.Output<string>;
    readonly location: pulumi.Output<string>;
    readonly tier: pulumi.Output<string>;
    /** How many regions it is in, as far as its data endpoints show. */
    readonly regions: pulumi.Output<number>;
}

export function existingRegistry(id: pulumi.Output<string>, subscriptions: Subscriptions): ExistingRegistry {
    const registry = subscriptions.look(
        id.apply((registryId) => expectAzureId(AzureType.Registry, registryId)),
        ({ resourceGroup, names }, opts) =>
            containerregistry.getRegistryOutput(
                { resourceGroupName: resourceGroup, registryName: names[0] ?? "" },
                opts,
            ),
    );
    return {
        registryId: id,
        loginServer: registry.apply(({ loginServer }) => loginServer),
        location: registry.apply(({ location }) => location),
        tier: registry.apply(({ sku }) => sku.name),
        regions: registry.apply(({ dataEndpointHostNames = [] }) => dataEndpointHostNames.length),
    };
}
