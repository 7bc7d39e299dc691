/** What can be said of an AksRegistry only when Azure has described the cluster, the subnets and an existing registry. */
import * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt, propertyPath, within } from "../../model/fault";
import { homeFaults } from "../../model/registry/plan";
import { kubeletIdentityFaults } from "../../model/registry/roles";
import { subnetFaults } from "../../model/registry/subnets";
import { refuseLate } from "../shared/refusal";
import type { AksClusterFacts } from "./aksCluster";
import type { AksRegistryArgs, AksRegistryPlan } from "./aksRegistryArgs";
import { subnetPrefixes } from "./endpointSubnet";
import type { ExistingRegistry } from "./existingRegistry";
import type { CheckedEndpoint } from "./privateLinkArgs";

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
    const faults = pulumi
        .all([cluster, pulumi.all(prefixes), existing?.tier])
        .apply(([known, subnets, tier]) => [
            ...faultsOf(known),
            ...subnets.flatMap((subnet, index) =>
                within(propertyPath("privateEndpoints", index, "subnetId"), subnetFaults(subnet, plan.regions)),
            ),
            ...tierFaults(tier, plan.endpoints.length),
        ]);
    const accepted = faults.apply((found): pulumi.Resource[] => {
        refuseLate(plan.component, found);
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

/**
 * A value with faults fails with the error that lists all of them: the very same error, which hosts print once however many
 * resources it stops. It must fail, not stay open: a program of the Automation API waits for whatever is open, without end.
 * Where nothing is wrong with it, the value is known immediately, whatever else is still unknown.
 */
function withheld<T>(value: T, own: readonly Fault[], accepted: pulumi.Output<unknown>): pulumi.Output<T> {
    return (own.length === 0 ? pulumi.output(value) : accepted.apply(() => value)) as pulumi.Output<T>;
}

function clusterFaults(args: AksRegistryArgs, cluster: AksClusterFacts, isAdopted: boolean): Fault[] {
    // A location that was given is checked already, and that of an existing registry is as it is.
    const isHome = args.location === undefined && !isAdopted;
    const home = isHome ? homeFaults(cluster.location, args.replicas) : [];
    return [...kubeletIdentityFaults(cluster.name, cluster.kubeletPrincipalId), ...within("cluster", home)];
}

function tierFaults(tier: string | undefined, endpoints: number): Fault[] {
    if (tier === undefined || tier === "Premium" || endpoints === 0) {
        return [];
    }
    const reason = `the registry is ${tier}, and private endpoints need Premium; \`az acr update --sku Premium\``;
    return faultsAt("registryId", reason);
}
