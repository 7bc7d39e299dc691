/** The registry of an AKS cluster: next to it, privately reachable, and with the right to pull. */
import * as containerregistry from "@pulumi/azure-native/containerregistry";
import * as pulumi from "@pulumi/pulumi";
import { AzureType, expectAzureId } from "../model/azureIds";
import { subnetFaults } from "../model/privateAddresses";
import { distanceWarning, homeFaults } from "../model/registryPlan";
import { kubeletIdentityFaults } from "../model/roles";
import { type AksClusterFacts, aksCluster } from "./aksCluster";
import { type AksRegistryArgs, endpointsOf, planAksRegistry } from "./aksRegistryArgs";
import { refuse } from "./checks";
import { ContainerRegistry } from "./containerRegistry";
import { subnetPrefixes } from "./endpointSubnet";
import { RegistryPrivateLink } from "./registryPrivateLink";
import { RegistryPullAccess } from "./registryPullAccess";

/**
 * A registry in the region of the cluster, its private endpoints, and the role of the cluster's nodes. What pulls from it
 * should depend on this component, so that names resolve and the role is there.
 */
export class AksRegistry extends pulumi.ComponentResource {
    /** Resource id of the registry. */
    readonly registryId: pulumi.Output<string>;
    /** Host in image references, such as `acr1.azurecr.io`. */
    readonly loginServer: pulumi.Output<string>;
    /** Home region of the registry. */
    readonly location: pulumi.Output<string>;

    constructor(name: string, args: AksRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planAksRegistry(name, args);
        super("aks-image-delivery:index:AksRegistry", name, {}, opts);
        const cluster = aksCluster(args.cluster, { parent: this });
        const existing = plan.registryId && existingRegistry(plan.registryId, this);
        const accepted = this.accepted(args, plan, cluster, existing);
        const registry = existing ?? this.newRegistry(name, args, accepted);
        // A resource, not a value: an id that is not known yet would make a preview replace what is there.
        const dependsOn = existing === undefined ? [registry as ContainerRegistry] : [];
        if (plan.endpoints.length > 0) {
            const link = { registryId: registry.registryId, regions: plan.regions, endpoints: endpointsOf(args) };
            new RegistryPrivateLink(name, { ...link, tags: args.tags }, { parent: this, dependsOn });
        }
    }
}
