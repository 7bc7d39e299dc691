/** The arguments of AksRegistry, and what is wrong with them before anything of Azure is known. */
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt, within } from "../../model/fault";
import { AzureType, azureIdFaults } from "../../model/registry/azureIds";
import { homeFaults } from "../../model/registry/plan";
import { type RoleAssignmentMode, roleFaults } from "../../model/registry/roles";
import { type Arguments, INPUT, list, object, PLAIN, readArguments, required } from "../shared/argumentSpec";
import { checked, faultsOf, refuse } from "../shared/checks";
import { AKS_CLUSTER_ARGUMENTS, type AksClusterArgs } from "./aksCluster";
import { checkedSettings, REGISTRY_SETTINGS, type RegistrySettings } from "./containerRegistryArgs";
import { type CheckedEndpoint, checkedEndpoints, ENDPOINT, type RegistryEndpointArgs } from "./privateLinkArgs";

export interface AksRegistryArgs extends RegistrySettings {
    /** Resource group of the registry and of the first private endpoint; may be another one than the cluster's. */
    resourceGroupName: pulumi.Input<string>;
    /** The cluster that pulls. */
    cluster: AksClusterArgs;
    /**
     * Resource id of an existing Premium registry, in the subscription of the provider. It is used as it is: only private
     * endpoints and the cluster's role are added, and of the settings only `replicas` (the regions that it is replicated to
     * already) and `tags` are accepted. A registry is made by default.
     */
    registryId?: pulumi.Input<string>;
    /** Home region of the registry; that of the cluster by default. Another one costs traffic between regions at every pull. */
    location?: string;
    /**
     * Private ways into the registry, one for each virtual network. The first is made in `resourceGroupName`, every further
     * one in a resource group of its own, unless given. Public access is closed as soon as there is one, unless
     * `allowedAddresses` has entries. None by default.
     */
    privateEndpoints?: RegistryEndpointArgs[];
    /** How the registry grants access; `LegacyRegistryPermissions` by default, as registries are made by default. */
    roleAssignmentMode?: RoleAssignmentMode;
    /** GUID of another role definition that may pull; the mode's own role by default. */
    role?: string;
}

export const AKS_REGISTRY_ARGUMENTS: Arguments<AksRegistryArgs> = {
    resourceGroupName: required(INPUT),
    cluster: required(object(AKS_CLUSTER_ARGUMENTS)),
    registryId: INPUT,
    location: PLAIN,
    privateEndpoints: list(ENDPOINT),
    roleAssignmentMode: PLAIN,
    role: PLAIN,
    ...REGISTRY_SETTINGS,
};

/** Settings that only make sense for a registry that is made here. */
const NOT_FOR_ADOPTED = [
    "registryName",
    "location",
    "allowedAddresses",
    "trustedServices",
    "encryption",
    "credentialSets",
    "cacheRules",
    "workspaceId",
] as const satisfies readonly (keyof AksRegistryArgs)[];

export interface AksRegistryPlan {
    readonly component: string;
    /** Of an existing registry; withheld until checked. */
    readonly registryId?: pulumi.Output<string>;
    /** How many regions the registry is in, its home included. */
    readonly regions: number;
    readonly endpoints: CheckedEndpoint[];
}

/** Everything that can be said before Azure is asked, in one error. */
export function planAksRegistry(name: string, given: AksRegistryArgs): AksRegistryPlan {
    const component = `AksRegistry "${name}"`;
    const { args, faults: form } = readArguments(AKS_REGISTRY_ARGUMENTS, given);
    const faults: Fault[] = [];
    const registryId = args.registryId === undefined ? undefined : adopted(component, faults, args.registryId, args);
    if (args.location !== undefined) {
        faults.push(...within("location", homeFaults(args.location, args.replicas)));
    }
    checkedSettings(component, faults, args);
    const regions = 1 + (args.replicas?.length ?? 0);
    const wanted = endpointsOf(args);
    const endpoints =
        wanted.length === 0 ? [] : checkedEndpoints(component, faults, "privateEndpoints", wanted, regions);
    faults.push(...roleFaults(args.roleAssignmentMode, args.role));
    refuse(component, faultsOf(form, faults));
    return { component, registryId, regions, endpoints };
}

function adopted(component: string, faults: Fault[], id: pulumi.Input<string>, args: AksRegistryArgs) {
    const given = NOT_FOR_ADOPTED.filter((key) => args[key] !== undefined);
    const reason = "a registry that is adopted by registryId is not changed; leave it out";
    faults.push(...given.flatMap((key) => faultsAt(key, reason)));
    return checked<string>(component, faults, "registryId", id, (known) => azureIdFaults(AzureType.Registry, known));
}

/** By position, since two endpoints in one resource group would make two zones of one name. */
function endpointsOf(args: AksRegistryArgs): RegistryEndpointArgs[] {
    return (args.privateEndpoints ?? []).map((endpoint, index) => ({
        ...endpoint,
        resourceGroupName: endpoint.resourceGroupName ?? (index === 0 ? args.resourceGroupName : undefined),
    }));
}
