// What the built-in roles of docs/first-deployment.md may do, as "Azure built-in roles" lists it, and what a stack needs of Azure.
import { kindOfToken } from "../../platform/azure/kinds";

/** By what the document calls the place of a role. Each is a place of its own: a right on one gives none on another. */
type Place = string;

export interface Need {
    readonly action: string;
    readonly place: Place;
}

const GROUP: Place = "the resource group of the registry";
const SUBSCRIPTION: Place = "the subscription";
const CLUSTER: Place = "the cluster";
const NETWORK: Place = "the endpoint's subnet and its virtual network";
const ZONE: Place = "the zone that `zoneId` names";
const WORKSPACE: Place = "the workspace, where it is in another resource group";
const IDENTITY: Place = "the identity of `encryption`";

interface Role {
    readonly actions: readonly string[];
    readonly notActions?: readonly string[];
}

export const ROLES: Readonly<Record<string, Role>> = {
    Contributor: {
        actions: ["*"],
        notActions: ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"],
    },
    "Role Based Access Control Administrator": {
        actions: [
            "Microsoft.Authorization/roleAssignments/write",
            "Microsoft.Authorization/roleAssignments/delete",
            "*/read",
        ],
    },
    "Microsoft.Resources/subscriptions/resourceGroups/write": {
        actions: ["Microsoft.Resources/subscriptions/resourceGroups/write"],
    },
    "Azure Kubernetes Service Cluster User Role": {
        actions: [
            "Microsoft.ContainerService/managedClusters/listClusterUserCredential/action",
            "Microsoft.ContainerService/managedClusters/read",
        ],
    },
    Reader: { actions: ["*/read"] },
    "Network Contributor": { actions: ["Microsoft.Network/*"] },
    "Private DNS Zone Contributor": {
        actions: [
            "Microsoft.Network/privateDnsZones/*",
            "Microsoft.Network/virtualNetworks/read",
            "Microsoft.Network/virtualNetworks/join/action",
        ],
    },
    "Log Analytics Contributor": {
        actions: ["*/read", "Microsoft.Insights/diagnosticSettings/*", "Microsoft.OperationalInsights/*"],
    },
    "Managed Identity Operator": {
        actions: [
            "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
            "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
        ],
    },
};

/** Whether the role allows an action; both are compared without case. */
export function allows({ actions, notActions = [] }: Role, action: string): boolean {
    return actions.some((pattern) => matches(pattern, action)) && !notActions.some((each) => matches(each, action));
}

function matches(pattern: string, action: string): boolean {
    const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}

/** To what else a resource of the type is linked: Azure wants a right there too, or answers LinkedAuthorizationFailed. */
const LINKED: Readonly<Record<string, readonly Need[]>> = {
    "Microsoft.ContainerRegistry/registries": [
        { action: "Microsoft.ManagedIdentity/userAssignedIdentities/registry/assign/action", place: IDENTITY },
    ],
    "Microsoft.Network/privateEndpoints": [
        { action: "Microsoft.Network/virtualNetworks/subnets/join/action", place: NETWORK },
        { action: "Microsoft.ContainerRegistry/registries/privateEndpointConnectionsApproval/action", place: GROUP },
    ],
    "Microsoft.Network/privateEndpoints/privateDnsZoneGroups": [
        { action: "Microsoft.Network/privateDnsZones/join/action", place: ZONE },
    ],
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks": [
        { action: "Microsoft.Network/virtualNetworks/join/action", place: NETWORK },
    ],
    "Microsoft.Insights/diagnosticSettings": [
        { action: "Microsoft.OperationalInsights/workspaces/sharedKeys/action", place: WORKSPACE },
    ],
};

/** Whatever the stack creates, the cluster is looked up, and its kubeconfig asked for. */
const ALWAYS: readonly Need[] = [
    { action: "Microsoft.ContainerService/managedClusters/read", place: CLUSTER },
    { action: "Microsoft.ContainerService/managedClusters/listClusterUserCredential/action", place: CLUSTER },
];

/** What creating these resources needs, by the types that Pulumi gives them. */
export function needsOf(tokens: readonly string[]): Need[] {
    const types = [...new Set(tokens.map((token) => kindOfToken(token).type))];
    const own = types.map((type) =>
        type === "Microsoft.Resources/resourceGroups"
            ? { action: "Microsoft.Resources/subscriptions/resourceGroups/write", place: SUBSCRIPTION }
            : { action: `${type}/write`, place: GROUP },
    );
    return [...ALWAYS, ...own, ...types.flatMap((type) => LINKED[type] ?? [])];
}
