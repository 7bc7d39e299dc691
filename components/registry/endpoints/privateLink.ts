/** Private endpoints of a registry, and the zones in which nodes find them. */
import * as pulumi from "@pulumi/pulumi";
import { type Fault, propertyPath, within } from "../../../model/fault";
import { AzureType, azureIdFaults } from "../../../model/registry/azureIds";
import { approvalIsAwaited, EndpointDns, recordsAreLeft } from "../../../model/registry/endpoints";
import { subnetFaults, subnetWarning } from "../../../model/registry/subnets";
import { readArguments } from "../../shared/argumentSpec";
import { checked, faultsOf, refuse } from "../../shared/checks";
import { refuseLate } from "../../shared/refusal";
import { warnOfRegions } from "../regionWarnings";
import { Subscriptions } from "../subscriptions";
import { type CheckedEndpoint, checkedEndpoints, handedOn } from "./checkedEndpoints";
import { subnetFacts } from "./endpointSubnet";
import { privateEndpoint } from "./privateEndpoint";
import { PRIVATE_LINK_ARGUMENTS, type RegistryPrivateLinkArgs } from "./privateLinkArgs";

/**
 * Private endpoints of a registry. Needs `dependsOn`: the `ContainerRegistry`, or every replication. An endpoint that is
 * created at the same time as a replica never gets that replica's data record, and its nodes then fetch layers over the
 * internet, or not at all. For a registry whose replicas already exist, pass `dependsOn: []`.
 */
export class RegistryPrivateLink extends pulumi.ComponentResource {
    /** Resource ids of the endpoints, in the order given. */
    readonly endpointIds: pulumi.Output<string[]>;
    /** Resource ids of their zones, in the same order; empty where Azure Policy or another team keeps the records. */
    readonly zoneIds: pulumi.Output<string[]>;

    constructor(name: string, args: RegistryPrivateLinkArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planPrivateLink(name, args, opts);
        super("aks-image-delivery:index:RegistryPrivateLink", name, {}, opts);
        const subscriptions = new Subscriptions(name, this, plan.component);
        const made = plan.endpoints.map((endpoint, index) =>
            privateEndpoint(this, name, {
                ...endpoint,
                subnetId: largeEnough(plan, index, endpoint, args.regions, subscriptions),
                registryId: plan.registryId,
                tags: args.tags,
                dependsOn: opts?.dependsOn,
            }),
        );
        warnOfRegions(
            name,
            plan.endpoints.map(({ region }) => region),
        );
        for (const { region } of plan.endpoints.filter(({ approvalMessage }) => approvalMessage !== undefined)) {
            plan.registryId.apply((id) => pulumi.log.info(`${plan.component}: ${approvalIsAwaited(region, id)}`));
        }
        for (const { region } of plan.endpoints.filter(({ dns }) => dns === EndpointDns.Policy)) {
            void pulumi.log.info(`${plan.component}: ${recordsAreLeft(region)}`);
        }
        this.endpointIds = pulumi.all(made.map(({ endpointId }) => endpointId));
        this.zoneIds = pulumi.all(made.map(({ zoneId }) => zoneId ?? ""));
        this.registerOutputs({ endpointIds: this.endpointIds, zoneIds: this.zoneIds });
    }
}

type Plan = ReturnType<typeof planPrivateLink>;

/** The subnet's id, withheld until it is known to have room. */
function largeEnough(
    { component, name }: Plan,
    index: number,
    endpoint: CheckedEndpoint,
    regions: number,
    subscriptions: Subscriptions,
) {
    const facts = subnetFacts(name, endpoint, subscriptions);
    return pulumi.all([endpoint.subnetId, facts]).apply(([subnetId, { prefixes, taken }]) => {
        const faults = subnetFaults(prefixes, regions, taken);
        refuseLate(component, within(propertyPath("endpoints", index, "subnetId"), faults));
        const warning = subnetWarning(prefixes, regions);
        if (warning !== undefined) {
            // Not on this component, which waits for the registry: its lines would hold back those of all others.
            void pulumi.log.warn(`${component}: ${warning}`);
        }
        return subnetId;
    });
}

function planPrivateLink(name: string, given: RegistryPrivateLinkArgs, opts?: pulumi.ComponentResourceOptions) {
    const component = `RegistryPrivateLink "${name}"`;
    const { args, faults: form } = readArguments(PRIVATE_LINK_ARGUMENTS, given);
    const faults: Fault[] = [];
    if (!Number.isInteger(args.regions) || args.regions < 1) {
        const reason = `${args.regions} is not a number of regions; expected at least 1, the home region`;
        faults.push({ property: "regions", reason });
    }
    if (args.regions > 1 && opts?.dependsOn === undefined) {
        faults.push({
            property: "dependsOn",
            reason:
                `missing for a registry in ${args.regions} regions; give the ContainerRegistry, since an endpoint ` +
                "that is created before a replica misses its data record (or [] when all replicas were there before)",
        });
    }
    const registryFaults = (id: string) => azureIdFaults(AzureType.Registry, id);
    const registryId = checked<string>(component, faults, "registryId", args.registryId, registryFaults);
    // What was handed on with them is not an argument, and so was not read.
    const wanted = args.endpoints.map((endpoint, index) => ({ ...endpoint, ...handedOn(given.endpoints?.[index]) }));
    const endpoints = checkedEndpoints(component, faults, "endpoints", wanted, args.regions);
    refuse(component, faultsOf(form, faults));
    return { component, name, registryId, endpoints };
}
