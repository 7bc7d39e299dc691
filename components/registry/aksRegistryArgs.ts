/** The arguments of AksRegistry, and what is wrong with them before anything of Azure is known. */
import type * as pulumi from "@pulumi/pulumi";
import { type Fault, faultsAt, propertyPath, within } from "../../model/fault";
import { AzureType, azureIdFaults } from "../../model/registry/azureIds";
import { cloudReason } from "../../model/registry/endpoints";
import { homeFaults } from "../../model/registry/plan";
import {
    newRegistryModeFaults,
    PullAccess,
    pusherFaults,
    type RoleAssignmentMode,
    roleFaults,
} from "../../model/registry/roles";
import { SET_ELSEWHERE } from "../../model/registry/setElsewhere";
import { choiceFaults } from "../../model/text/choice";
import { type Arguments, INPUT, list, object, PLAIN, readArguments, required } from "../shared/argumentSpec";
import { checked, faultsOf, refuse } from "../shared/checks";
import { AKS_CLUSTER_ARGUMENTS, type AksClusterArgs, checkedCluster } from "./aksCluster";
import { checkedSettings, REGISTRY_SETTINGS, type RegistrySettings } from "./containerRegistryArgs";
import { type CheckedEndpoint, checkedEndpoints, KNOWN } from "./endpoints/checkedEndpoints";
import { ENDPOINT, type RegistryEndpointArgs } from "./endpoints/privateLinkArgs";

export interface AksRegistryArgs extends RegistrySettings {
    /** Resource group of the registry and of its private endpoint; may differ from the cluster's. */
    resourceGroupName: pulumi.Input<string>;
    /** The cluster that pulls. */
    cluster: AksClusterArgs;
    /**
     * Resource id of an existing Premium registry, which may be in another subscription. It is used unchanged: only private
     * endpoints and the cluster's role are added, and of the settings only `replicas` (the regions that it is already
     * replicated to) and `tags` are accepted. A registry is created by default.
     */
    registryId?: pulumi.Input<string>;
    /** Home region of the registry; the cluster's by default. In any other region, every pull costs traffic between regions. */
    location?: string;
    /**
     * Private endpoints of the registry, one for each virtual network. A single one is created in `resourceGroupName`; if
     * there are several, each is created in a resource group of its own, unless given. Public access is closed as soon as
     * there is one, unless `allowedAddresses` has entries. None by default.
     */
    privateEndpoints?: RegistryEndpointArgs[];
    /**
     * How an existing registry grants access; what Azure says of it by default. Another mode than it has is refused, and a
     * registry that is created here has `LegacyRegistryPermissions`.
     */
    roleAssignmentMode?: RoleAssignmentMode;
    /** GUID of another role definition that may pull; the mode's own role by default. */
    role?: string;
    /**
     * `assign` (default) gives the cluster's identity the role, unless it has it already from somebody else, such as
     * `az aks update --attach-acr`: that assignment is left as it is. With `existing` Azure is not asked, for a team that
     * may not read role assignments.
     */
    pullAccess?: PullAccess;
    /**
     * Object ids of the identities that push images, such as a pipeline's (service principals and managed identities), each
     * under a name of its own. They get AcrPush, or Container Registry Repository Writer where the mode is
     * `AbacRepositoryPermissions`. None by default.
     */
    pushers?: Record<string, pulumi.Input<string>>;
}

export const AKS_REGISTRY_ARGUMENTS: Arguments<AksRegistryArgs> = {
    resourceGroupName: required(INPUT),
    cluster: required(object(AKS_CLUSTER_ARGUMENTS)),
    registryId: INPUT,
    location: PLAIN,
    privateEndpoints: list(ENDPOINT),
    roleAssignmentMode: PLAIN,
    role: PLAIN,
    pullAccess: PLAIN,
    pushers: { plain: true, holds: "map" },
    ...REGISTRY_SETTINGS,
};

/** Settings that only make sense for a registry that is created here. */
const NOT_FOR_ADOPTED = [
    "registryName",
    "location",
    "moveRegistry",
    "allowedAddresses",
    "trustedServices",
    "armTokens",
    "allowExport",
    "retentionDays",
    "unroutedRegions",
    "encryption",
    "credentialSets",
    "cacheRules",
    "workspaceId",
] as const satisfies readonly (keyof AksRegistryArgs)[];

export interface AksRegistryPlan {
    readonly component: string;
    readonly name: string;
    /** Of a cluster that was named by id; withheld until checked. */
    readonly clusterId?: pulumi.Output<string>;
    /** Of an existing registry; withheld until checked. */
    readonly registryId?: pulumi.Output<string>;
    /** How many regions the registry is in, its home included. */
    readonly regions: number;
    readonly endpoints: CheckedEndpoint[];
    /** Object ids of those that push, by name; withheld until checked. */
    readonly pushers: readonly (readonly [name: string, principalId: pulumi.Output<string>])[];
}

/** Everything that can be said before Azure is asked, in one error. */
export function planAksRegistry(name: string, given: AksRegistryArgs): AksRegistryPlan {
    const component = `AksRegistry "${name}"`;
    const { args, faults: form } = readArguments(AKS_REGISTRY_ARGUMENTS, given, SET_ELSEWHERE);
    const faults: Fault[] = [];
    const registryId = args.registryId === undefined ? undefined : adopted(component, faults, args.registryId, args);
    if (args.location !== undefined) {
        faults.push(
            ...within("location", homeFaults(args.location, args.replicas)),
            ...cloudFaults(args, args.location),
        );
    }
    checkedSettings(component, faults, args);
    const regions = 1 + (args.replicas?.length ?? 0);
    const wanted = endpointsOf(faults, args);
    const endpoints =
        wanted.length === 0 ? [] : checkedEndpoints(component, faults, "privateEndpoints", wanted, regions);
    faults.push(...roleFaults(args.roleAssignmentMode, args.role));
    if (args.registryId === undefined) {
        faults.push(...newRegistryModeFaults(args.roleAssignmentMode));
    }
    faults.push(...choiceFaults("pullAccess", args.pullAccess, PullAccess));
    const pushers = Object.entries(args.pushers ?? {}).map(
        ([key, id]) => [key, checked<string>(component, faults, `pushers.${key}`, id, pusherFaults)] as const,
    );
    const clusterId = checkedCluster(component, faults, args.cluster);
    refuse(component, faultsOf(form, faults));
    return { component, name, clusterId, registryId, regions, endpoints, pushers };
}

/** What is in another of Azure's clouds than the registry. */
export function cloudFaults({ replicas = [], privateEndpoints = [] }: AksRegistryArgs, home: string): Fault[] {
    const faultAt = (property: string, region: string) => {
        const reason = cloudReason(region, home);
        return reason === undefined ? [] : faultsAt(property, reason);
    };
    return [
        ...replicas.flatMap((region, index) => faultAt(propertyPath("replicas", index), region)),
        ...privateEndpoints.flatMap(({ region }, index) =>
            faultAt(propertyPath("privateEndpoints", index, "region"), region),
        ),
    ];
}

function adopted(component: string, faults: Fault[], id: pulumi.Input<string>, args: AksRegistryArgs) {
    const given = NOT_FOR_ADOPTED.filter((key) => args[key] !== undefined);
    const reason = "a registry that is adopted by registryId is not changed; leave it out";
    faults.push(...given.flatMap((key) => faultsAt(key, reason)));
    return checked<string>(component, faults, "registryId", id, (known) => azureIdFaults(AzureType.Registry, known));
}

/** What names the endpoint in the registry's own resource group, wherever it is. */
const HOME = "home";

/**
 * The endpoint in the registry's resource group keeps its name when it moves to another region, since the zone in that
 * group has one name only. Which one it is must not follow from the order of the list: a change of order would create both
 * again.
 */
function endpointsOf(faults: Fault[], args: AksRegistryArgs) {
    const given = args.privateEndpoints ?? [];
    const groups = given.map((endpoint) => endpoint.resourceGroupName);
    if (given.length > 1 && groups.every((group) => group === undefined)) {
        faults.push(...faultsAt("privateEndpoints", whichIsAtHome(args.resourceGroupName)));
    }
    return given.map((endpoint) => {
        const group = endpoint.resourceGroupName ?? (given.length === 1 ? args.resourceGroupName : undefined);
        const isHome = group !== undefined && group === args.resourceGroupName;
        return isHome
            ? { ...endpoint, resourceGroupName: group, name: endpoint.name ?? HOME, [KNOWN]: { formerNames: [HOME] } }
            : { ...endpoint, resourceGroupName: group };
    });
}

function whichIsAtHome(group: pulumi.Input<string>): string {
    const name = typeof group === "string" ? group : "<that of the registry>";
    return (
        "of several, none is in the registry's resource group by its place in the list: give one of them " +
        `\`resourceGroupName: ${name}\` (in earlier versions the first one was there), or each a group`
    );
}
