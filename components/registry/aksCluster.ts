/** The AKS cluster that pulls, as Azure describes it. */
import * as containerservice from "@pulumi/azure-native/containerservice";
import type * as pulumi from "@pulumi/pulumi";
import { type Arguments, INPUT, required } from "../shared/argumentSpec";

/** A cluster that exists. */
export interface AksClusterArgs {
    /** Resource group of the cluster (not the one of its nodes). */
    resourceGroupName: pulumi.Input<string>;
    /** Name of the cluster. */
    name: pulumi.Input<string>;
}

export const AKS_CLUSTER_ARGUMENTS: Arguments<AksClusterArgs> = {
    resourceGroupName: required(INPUT),
    name: required(INPUT),
};

export interface AksClusterFacts {
    readonly name: string;
    readonly location: string;
    /** Object id of the identity with which nodes pull; absent for a cluster with a service principal. */
    readonly kubeletPrincipalId?: string;
}

export function aksCluster(args: AksClusterArgs, opts: pulumi.InvokeOutputOptions): pulumi.Output<AksClusterFacts> {
    const lookup = { resourceGroupName: args.resourceGroupName, resourceName: args.name };
    return containerservice.getManagedClusterOutput(lookup, opts).apply((cluster) => ({
        name: cluster.name,
        location: cluster.location,
        kubeletPrincipalId: cluster.identityProfile?.kubeletidentity?.objectId,
    }));
}
