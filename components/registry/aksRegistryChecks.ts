/** What can be said of an AksRegistry only when Azure has described the cluster, the subnets and an existing registry. */
import * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt, propertyPath, within } from "../../model/fault";
import { ownReplicaFaults } from "../../model/registry/plan";
import { kubeletIdentityFaults } from "../../model/registry/roles";
import { subnetFaults } from "../../model/registry/subnets";
import { refuseLate } from "../shared/refusal";
import type { AksClusterFacts } from "./aksCluster";
import { type AksRegistryArgs, type AksRegistryPlan, cloudFaults } from "./aksRegistryArgs";
import type { CheckedEndpoint } from "./endpoints/checkedEndpoints";
import { type SubnetFacts, subnetFacts } from "./endpoints/endpointSubnet";
import type { ExistingRegistry } from "./existingRegistry";
import type { Subscriptions } from "./subscriptions";

interface Checked {
    /**
     * Something to depend on: it fails with all faults in one error before anything is created. Not a value that is
     * withheld: one that a preview does not know yet, such as a subnet of the same program, would show a replacement of
     * what is there.
     */
    readonly accepted: pulumi.Output<pulumi.Resource[]>;
    readonly cluster: pulumi.Output<AksClusterFacts>;
    readonly endpoints: CheckedEndpoint[];
}

export function checkAksRegistry(
    plan: AksRegistryPlan,
    args: AksRegistryArgs,
    cluster: pulumi.Output<AksClusterFacts>,
    existing: ExistingRegistry | undefined,
    subscriptions: Subscriptions,
): Checked {
    const faultsOf = (known: AksClusterFacts) => clusterFaults(args, known, existing !== undefined);
    const subnets = plan.endpoints.map((endpoint) => subnetFacts(plan.name, endpoint, subscriptions));
    const regions = pulumi.output(existing?.regions ?? 0).apply((found) => Math.max(found, plan.regions));
    const subnetFaultsOf = ({ prefixes, taken }: SubnetFacts, count: number) => subnetFaults(prefixes, count, taken);
    const faults = pulumi
        .all([cluster, pulumi.all(subnets), existing?.tier, regions])
        .apply(([known, found, tier, count]) => [
            ...faultsOf(known),
            ...found.flatMap((subnet, index) =>
                within(propertyPath("privateEndpoints", index, "subnetId"), subnetFaultsOf(subnet, count)),
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
                .all([endpoint.subnetId, subnets[index] ?? NO_SUBNET, regions])
                .apply(([id, known, count]) => withheld(id, subnetFaultsOf(known, count), accepted)),
        })),
    };
}

const NO_SUBNET: SubnetFacts = { prefixes: [], taken: 0 };

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
    const home = isHome ? ownReplicaFaults(cluster.location, args.replicas) : [];
    const cloud = isHome ? cloudFaults(args, cluster.location) : [];
    return [...kubeletIdentityFaults(cluster.name, cluster.kubeletPrincipalId), ...within("cluster", home), ...cloud];
}

function tierFaults(tier: string | undefined, endpoints: number): Fault[] {
    if (tier === undefined || tier === "Premium" || endpoints === 0) {
        return [];
    }
    const reason = `the registry is ${tier}, and private endpoints need Premium; \`az acr update --name <registry> --sku Premium\``;
    return faultsAt("registryId", reason);
}
