/** Resource ids of Azure Resource Manager: taken apart, and refused when they name another kind of resource. */
import { type Fault, faultsAt, faultText } from "../fault";

export interface AzureId {
    readonly subscription: string;
    readonly resourceGroup: string;
    /** Provider and types, such as `Microsoft.Network/virtualNetworks/subnets`. */
    readonly type: string;
    /** One name for each type, outermost first. */
    readonly names: readonly string[];
}

/** The kinds of resources that this package takes by id, and what people call them. */
export const AzureType = {
    Registry: "Microsoft.ContainerRegistry/registries",
    Subnet: "Microsoft.Network/virtualNetworks/subnets",
    VirtualNetwork: "Microsoft.Network/virtualNetworks",
    PrivateZone: "Microsoft.Network/privateDnsZones",
    Identity: "Microsoft.ManagedIdentity/userAssignedIdentities",
    LogWorkspace: "Microsoft.OperationalInsights/workspaces",
    MetricsWorkspace: "Microsoft.Monitor/accounts",
    ActionGroup: "Microsoft.Insights/actionGroups",
    Cluster: "Microsoft.ContainerService/managedClusters",
} as const;
export type AzureType = (typeof AzureType)[keyof typeof AzureType];

const SHAPE = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/(.+)$/i;

/** Undefined when the text is not the id of a resource in a resource group. */
export function parseAzureId(id: string): AzureId | undefined {
    const [, subscription, resourceGroup, provider, rest] = SHAPE.exec(id) ?? [];
    const parts = rest?.split("/") ?? [];
    if (!subscription || !resourceGroup || parts.length % 2 !== 0 || parts.some((part) => part === "")) {
        return undefined;
    }
    const types = parts.filter((_, index) => index % 2 === 0);
    const names = parts.filter((_, index) => index % 2 === 1);
    return { subscription, resourceGroup, type: [provider, ...types].join("/"), names };
}

/** What is wrong with an id that should be of that type. Azure returns ids with upper and lower case as it likes. */
export function azureIdFaults(type: AzureType, id: string): Fault[] {
    const parsed = typeof id === "string" ? parseAzureId(id) : undefined;
    if (parsed !== undefined && parsed.type.toLowerCase() === type.toLowerCase()) {
        return [];
    }
    return faultsAt("", `"${id}" is not an id of that kind; expected ${pattern(type)}`);
}

/** The id's parts, for callers that have refused its faults already. */
export function expectAzureId(type: AzureType, id: string): AzureId {
    const parsed = parseAzureId(id);
    const faults = azureIdFaults(type, id);
    if (parsed === undefined || faults.length > 0) {
        throw new Error(faults.map(faultText).join());
    }
    return parsed;
}

export function virtualNetworkOf(subnetId: string): string {
    return subnetId.replace(/\/subnets\/[^/]+$/i, "");
}

function pattern(type: AzureType): string {
    const [provider, ...types] = type.split("/");
    const tail = types.map((each) => `${each}/<name>`).join("/");
    return `/subscriptions/<subscription>/resourceGroups/<group>/providers/${provider}/${tail}`;
}
