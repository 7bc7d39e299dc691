/** What a planned registry is in the words of Azure. */
import type * as containerregistry from "@pulumi/azure-native/containerregistry";
import type * as pulumi from "@pulumi/pulumi";
import { Exposure } from "../../model/registry/plan";
import type { ContainerRegistryArgs, RegistryEncryptionArgs } from "./containerRegistryArgs";

interface RegistryPlan {
    readonly location: pulumi.Output<string>;
    readonly exposure: Exposure;
    /** Identity of the encryption key, once checked. */
    readonly identityId?: pulumi.Output<string>;
}

/** Inputs of the registry: Premium, with nothing on that is not asked for. */
export function registryInputs(args: ContainerRegistryArgs, plan: RegistryPlan): containerregistry.RegistryArgs {
    const off = { status: "disabled" };
    return {
        resourceGroupName: args.resourceGroupName,
        registryName: args.registryName,
        location: plan.location,
        sku: { name: "Premium" },
        adminUserEnabled: false,
        anonymousPullEnabled: false,
        // Layers come from a host of the registry's own, so a firewall need not let every storage account through.
        dataEndpointEnabled: true,
        policies: {
            retentionPolicy: args.retentionDays === undefined ? off : { status: "enabled", days: args.retentionDays },
            softDeletePolicy: off,
            ...(args.armTokens === false && { azureADAuthenticationAsArmPolicy: off }),
            ...(args.allowExport === false && { exportPolicy: off }),
        },
        networkRuleBypassOptions: args.trustedServices ? "AzureServices" : "None",
        ...networkAccess(plan.exposure, args.allowedAddresses ?? []),
        ...(args.encryption && plan.identityId && encryptionInputs(args.encryption, plan.identityId)),
        tags: args.tags,
    };
}

/** The service spells "selected networks" as public access with a rule that denies by default. */
function networkAccess(
    exposure: Exposure,
    allowedAddresses: string[],
): Pick<containerregistry.RegistryArgs, "publicNetworkAccess" | "networkRuleSet"> {
    const ipRules = allowedAddresses.map((range) => ({ action: "Allow", iPAddressOrRange: range }));
    return {
        publicNetworkAccess: exposure === Exposure.Private ? "Disabled" : "Enabled",
        // Denied also while public access is off: whoever turns it on again opens it to nobody.
        networkRuleSet: { defaultAction: exposure === Exposure.Public ? "Allow" : "Deny", ipRules },
    };
}

function encryptionInputs(
    encryption: RegistryEncryptionArgs,
    identityId: pulumi.Output<string>,
): Pick<containerregistry.RegistryArgs, "encryption" | "identity"> {
    const { keyIdentifier, identityClientId } = encryption;
    return {
        identity: {
            type: "UserAssigned",
            userAssignedIdentities: identityId.apply((id) => ({ [id]: {} })),
        },
        encryption: { status: "enabled", keyVaultProperties: { keyIdentifier, identity: identityClientId } },
    };
}
