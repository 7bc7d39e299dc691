/** Private endpoints of a registry, and the zones in which nodes find them. */
import * as pulumi from "@pulumi/pulumi";
import { type Fault, propertyPath, within } from "../../model/fault";
import { AzureType, azureIdFaults } from "../../model/registry/azureIds";
import { subnetFaults, subnetWarning } from "../../model/registry/subnets";
import { readArguments } from "../shared/argumentSpec";
import { checked, faultsOf, refuse } from "../shared/checks";
import { refuseLate } from "../shared/refusal";
import { subnetPrefixes } from "./endpointSubnet";
import { privateEndpoint } from "./privateEndpoint";
import {
    type CheckedEndpoint,
    checkedEndpoints,
    PRIVATE_LINK_ARGUMENTS,
    type RegistryPrivateLinkArgs,
} from "./privateLinkArgs";

/**
 * Private ways into a registry. Needs `dependsOn`: the `ContainerRegistry`, or every replication. An endpoint that is made
 * beside a replica misses that replica's data record for ever, and its nodes then fetch layers over the internet, or not at
 * all. For a registry whose replicas were there before, `dependsOn: []` says so.
 */
export class RegistryPrivateLink extends pulumi.ComponentResource {
    /** Resource ids of the endpoints, in the order given. */
    readonly endpointIds: pulumi.Output<string[]>;
    /** Resource ids of their zones, in the same order. */
    readonly zoneIds: pulumi.Output<string[]>;

    constructor(name: string, args: RegistryPrivateLinkArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planPrivateLink(name, args, opts);
        super("aks-image-delivery:index:RegistryPrivateLink", name, {}, opts);
        const made = plan.endpoints.map((endpoint, index) =>
            privateEndpoint(this, name, {
                ...endpoint,
                subnetId: this.largeEnough(plan.component, index, endpoint, args.regions),
                registryId: plan.registryId,
                tags: args.tags,
                dependsOn: opts?.dependsOn,
            }),
        );
        this.endpointIds = pulumi.all(made.map(({ endpointId }) => endpointId));
        this.zoneIds = pulumi.all(made.map(({ zoneId }) => zoneId));
        this.registerOutputs({ endpointIds: this.endpointIds, zoneIds: this.zoneIds });
    }

    /** The subnet's id, withheld until its size is known to be enough. */
    private largeEnough(component: string, index: number, endpoint: CheckedEndpoint, regions: number) {
        const prefixes = subnetPrefixes(endpoint, { parent: this });
        return pulumi.all([endpoint.subnetId, prefixes]).apply(([subnetId, known]) => {
            refuseLate(component, within(propertyPath("endpoints", index, "subnetId"), subnetFaults(known, regions)));
            const warning = subnetWarning(known, regions);
            if (warning !== undefined) {
                // Not on this component, which waits for the registry: its lines would hold back those of all others.
                void pulumi.log.warn(`${component}: ${warning}`);
            }
            return subnetId;
        });
    }
}

function planPrivateLink(name: string, given: RegistryPrivateLinkArgs, opts?: pulumi.ComponentResourceOptions) {
    const component = `RegistryPrivateLink "${name}"`;
    const { args, faults: form } = readArguments(PRIVATE_LINK_ARGUMENTS, given);
    const faults: Fault[] = [];
    if (!Number.isInteger(args.regions) || args.regions < 1) {
        const reason = `${args.regions} is no number of regions; expected at least 1, the home region`;
        faults.push({ property: "regions", reason });
    }
    if (args.regions > 1 && opts?.dependsOn === undefined) {
        faults.push({
            property: "dependsOn",
            reason:
                `missing for a registry in ${args.regions} regions; give the ContainerRegistry, since an endpoint ` +
                "that is made before a replica misses its data record (or [] when all replicas were there before)",
        });
    }
    const registryFaults = (id: string) => azureIdFaults(AzureType.Registry, id);
    const registryId = checked<string>(component, faults, "registryId", args.registryId, registryFaults);
    const endpoints = checkedEndpoints(component, faults, "endpoints", args.endpoints, args.regions);
    refuse(component, faultsOf(form, faults));
    return { component, registryId, endpoints };
}
