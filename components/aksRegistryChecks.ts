/** What can be said of an AksRegistry only when Azure has described the cluster, the subnets and an existing registry. */
import * as pulumi from "@pulumi/pulumi";
import { subnetFaults } from "../model/privateAddresses";
import { homeFaults } from "../model/registryPlan";
import { kubeletIdentityFaults } from "../model/roles";
import type { AksClusterFacts } from "./aksCluster";
import type { AksRegistryArgs, AksRegistryPlan } from "./aksRegistryArgs";
import { refuse } from "./checks";
import { subnetPrefixes } from "./endpointSubnet";
import type { ExistingRegistry } from "./existingRegistry";
import type { CheckedEndpoint } from "./registryPrivateLinkArgs";

interface Checked {
    /**
     * Something to depend on: it fails with all faults in one error before anything is made. Not a value that is withheld: one
     * that a preview does not know yet, such as a subnet of the same program, would show a replacement of what is there.
     */
    readonly accepted: pulumi.Output<pulumi.Resource[]>;
    readonly cluster: pulumi.Output<AksClusterFacts>;
    readonly endpoints: CheckedEndpoint[];
}

export function checkAksRegistry(
    parent: pulumi.Resource,
    plan: AksRegistryPlan,
    args: AksRegistryArgs,
    cluster: pulumi.Output<AksClusterFacts>,
    existing: ExistingRegistry | undefined,
): Checked {
    const faultsOf = (known: AksClusterFacts) => clusterFaults(args, known, existing !== undefined);
    const prefixes = plan.endpoints.map((endpoint) => subnetPrefixes(endpoint, { parent }));
    const accepted = pulumi
        .all([cluster, pulumi.all(prefixes), existing?.tier])
        .apply(([known, subnets, tier]): pulumi.Resource[] => {
            const ofSubnets = subnets.flatMap((subnet, index) =>
                subnetFaults(subnet, plan.regions).map((fault) => `privateEndpoints[${index}].subnetId: ${fault}`),
            );
            refuse(plan.component, [...faultsOf(known), ...ofSubnets, ...tierFaults(tier, plan.endpoints.length)]);
            return [];
        });
    return {
        accepted,
        cluster: cluster.apply((known) => withheld(known, faultsOf(known), accepted)),
        endpoints: plan.endpoints.map((endpoint, index) => ({
            ...endpoint,
            subnetId: pulumi
                .all([endpoint.subnetId, prefixes[index]])
                .apply(([id, known = []]) => withheld(id, subnetFaults(known, plan.regions), accepted)),
        })),
    };
}

/** A value with faults waits until these are reported together with all others; the others are known at once. */
function withheld<T>(
    value: T,
    faults: readonly string[],
    accepted: pulumi.Output<pulumi.Resource[]>,
): pulumi.Output<T> {
    const output = pulumi.output(value) as pulumi.Output<T>;
    return faults.length === 0 ? output : pulumi.all([accepted]).apply(() => value);
}

function clusterFaults(args: AksRegistryArgs, cluster: AksClusterFacts, isAdopted: boolean): string[] {
    // A location that was given is checked already, and that of an existing registry is as it is.
    const isHome = args.location === undefined && !isAdopted;
    const home = isHome ? homeFaults(cluster.location, args.replicas) : [];
    return [
        ...kubeletIdentityFaults(cluster.name, cluster.kubeletPrincipalId),
        ...home.map((fault) => `cluster: location: ${fault}`),
    ];
}

function tierFaults(tier: string | undefined, endpoints: number): string[] {
    if (tier === undefined || tier === "Premium" || endpoints === 0) {
        return [];
    }
    return [`registryId: the registry is ${tier}, and private endpoints need Premium; \`az acr update --sku Premium\``];
}
