/** The AKS cluster that pulls, as Azure describes it. */
import * as containerservice from "@pulumi/azure-native/containerservice";
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt } from "../../model/fault";
import { AzureType, azureIdFaults, expectAzureId, virtualNetworkOf } from "../../model/registry/azureIds";
import { type Arguments, INPUT } from "../shared/argumentSpec";
import { type Check, checked } from "../shared/checks";
import { lookedUp } from "./lookedUp";
import type { Subscriptions } from "./subscriptions";

/** A cluster that exists: by its id, or by name and resource group in the provider's subscription. */
export interface AksClusterArgs {
    /** Resource id of the cluster, which may be in another subscription. */
    id?: pulumi.Input<string>;
    /** Resource group of the cluster (not the one of its nodes). */
    resourceGroupName?: pulumi.Input<string>;
    /** Name of the cluster. */
    name?: pulumi.Input<string>;
}

export const AKS_CLUSTER_ARGUMENTS: Arguments<AksClusterArgs> = {
    id: INPUT,
    resourceGroupName: INPUT,
    name: INPUT,
};

export interface AksClusterFacts {
    readonly id: string;
    readonly name: string;
    readonly location: string;
    /** Object id of the identity with which nodes pull; absent for a cluster with a service principal. */
    readonly kubeletPrincipalId?: string;
    /** Ids of the virtual networks of its node pools, without those that AKS manages. */
    readonly networks: string[];
    /** Whether a pool is in a network that AKS manages, in the resource group of the nodes. */
    readonly hasManagedNetwork: boolean;
}

/** What is wrong with the way in which a cluster is named, and its id once checked. */
export function checkedCluster(
    component: string,
    faults: Fault[],
    { id, resourceGroupName, name }: AksClusterArgs,
): pulumi.Output<string> | undefined {
    const named = [resourceGroupName, name].filter((value) => value !== undefined).length;
    if (id === undefined ? named < 2 : named > 0) {
        faults.push(...faultsAt("cluster", "expected either id, or resourceGroupName and name"));
    }
    const check: Check<string> = (known) => azureIdFaults(AzureType.Cluster, known);
    return id === undefined ? undefined : checked<string>(component, faults, "cluster.id", id, check);
}

/** The cluster of a component, by its id or by name and resource group. */
export function aksCluster(
    { component, clusterId }: { readonly component: string; readonly clusterId?: pulumi.Output<string> },
    { resourceGroupName = "", name = "" }: AksClusterArgs,
    parent: pulumi.Resource,
    subscriptions: Subscriptions,
): pulumi.Output<AksClusterFacts> {
    if (clusterId === undefined) {
        const asked = containerservice.getManagedClusterOutput({ resourceGroupName, resourceName: name }, { parent });
        return lookedUp(component, "the cluster", asked).apply(factsOf);
    }
    const id = clusterId.apply((known) => expectAzureId(AzureType.Cluster, known));
    return subscriptions
        .look(id, ({ resourceGroup, names }, opts) =>
            containerservice.getManagedClusterOutput(
                { resourceGroupName: resourceGroup, resourceName: names[0] ?? "" },
                opts,
            ),
        )
        .apply(factsOf);
}

function factsOf(cluster: containerservice.GetManagedClusterResult): AksClusterFacts {
    const subnets = (cluster.agentPoolProfiles ?? []).map(({ vnetSubnetID }) => vnetSubnetID);
    const networks = subnets.filter((subnet) => subnet !== undefined).map(virtualNetworkOf);
    return {
        id: cluster.id,
        name: cluster.name,
        location: cluster.location,
        kubeletPrincipalId: cluster.identityProfile?.kubeletidentity?.objectId,
        networks: [...new Set(networks)],
        hasManagedNetwork: subnets.some((subnet) => subnet === undefined),
    };
}
