/** What can be said of an AksRegistry only when Azure has described the cluster, the subnets and an existing registry. */
import * as pulumi from "@pulumi/pulumi";
import { subnetFaults } from "../model/privateAddresses";
import { homeFaults } from "../model/registryPlan";
import { kubeletIdentityFaults } from "../model/roles";
import type { AksClusterFacts } from "./aksCluster";
import type { AksRegistryArgs, planAksRegistry } from "./aksRegistryArgs";
import { refuse } from "./checks";
import { subnetPrefixes } from "./endpointSubnet";
import type { ExistingRegistry } from "./existingRegistry";

type Plan = ReturnType<typeof planAksRegistry>;

interface Checked {
    /**
     * Something to depend on: it fails with all faults in one error before anything is made. Not a value that is withheld: one
     * that a preview does not know yet, such as a subnet of the same program, would show a replacement of what is there.
     */
    readonly accepted: pulumi.Output<pulumi.Resource[]>;
    readonly cluster: pulumi.Output<AksClusterFacts>;
}

export function checkAksRegistry(
    parent: pulumi.Resource,
    plan: Plan,
    args: AksRegistryArgs,
    cluster: pulumi.Output<AksClusterFacts>,
    existing: ExistingRegistry | undefined,
): Checked {
    const faultsOfCluster = (known: AksClusterFacts) => clusterFaults(args, known, existing !== undefined);
    const subnets = pulumi.all(plan.endpoints.map((endpoint) => subnetPrefixes(endpoint, { parent })));
    const accepted = pulumi.all([cluster, subnets, existing?.tier]).apply(([known, prefixes, tier]) => {
        refuse(plan.component, [
            ...faultsOfCluster(known),
            ...prefixes.flatMap((each, index) =>
                subnetFaults(each, plan.regions).map((fault) => `privateEndpoints[${index}].subnetId: ${fault}`),
            ),
            ...tierFaults(tier, plan.endpoints.length),
        ]);
        return [] as pulumi.Resource[];
    });
    // A cluster with faults is withheld until they are reported together with all others.
    const sound = cluster.apply((known) => {
        const facts = pulumi.output(known);
        return faultsOfCluster(known).length === 0 ? facts : pulumi.all([facts, accepted]).apply(([same]) => same);
    });
    return { accepted, cluster: sound };
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
