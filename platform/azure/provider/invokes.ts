// The functions of azure-native that look something up: get<Resource> for every kind, and those of a cluster.
import { readFileSync } from "node:fs";
import type { InvokeCall } from "../../providers/shared/provider";
import { type Properties, Secret } from "../../providers/shared/values";
import { outputsOf, type ResourceManager } from "../arm";
import { KINDS, kindOfToken } from "../kinds";
import { startManagementFront } from "../managementFront";
import { fillPath } from "../resourceId";
import type { World } from "../world";

export interface Lookup {
    readonly arm: ResourceManager;
    readonly world: () => World;
    /** File with the kubeconfig that clusters hand out. */
    readonly kubeconfig: string | undefined;
}

export function invoke({ token, args }: InvokeCall, lookup: Lookup): Properties | Promise<Properties> {
    switch (token) {
        case "azure-native:authorization:getClientToken":
            return clientToken(lookup);
        case "azure-native:authorization:getClientConfig":
            return clientConfig(lookup);
        case "azure-native:containerservice:getManagedCluster":
            return described(CLUSTER, args, lookup);
        case "azure-native:operationalinsights:getWorkspace":
            return described(LOG_WORKSPACE, args, lookup);
        case "azure-native:monitor:getAzureMonitorWorkspace":
            return described(METRICS_WORKSPACE, args, lookup);
        case "azure-native:containerservice:listManagedClusterUserCredentials":
        case "azure-native:containerservice:listManagedClusterAdminCredentials":
            return credentials(args, lookup);
        default:
            return getter(token, args, lookup);
    }
}

function clientConfig({ arm, world }: Lookup): Properties {
    const { subscriptionId } = arm;
    const { tenantId } = world();
    const nobody = "00000000-0000-0000-0000-000000000000";
    return { subscriptionId, tenantId, clientId: nobody, objectId: nobody };
}

const fronts = new WeakMap<ResourceManager, ReturnType<typeof startManagementFront>>();

async function clientToken({ arm, world }: Lookup): Promise<Properties> {
    const front = fronts.get(arm) ?? startManagementFront(arm, world);
    fronts.set(arm, front);
    return { token: (await front).token };
}

function getter(token: string, args: Properties, { arm }: Lookup): Properties {
    const kind = kindOfToken(token.replace(/:get(\w+)$/, ":$1"));
    if (!/:get\w+$/.test(token) || !KINDS.includes(kind)) {
        throw new Error(`the Azure stand-in does not simulate the function ${token}`);
    }
    const id = fillPath(kind.path, { ...args, subscriptionId: arm.subscriptionId });
    const resource = arm.get(id);
    return { ...(outputsOf(kind, resource) as Properties), id: resource.id };
}

/** What others create, and the stacks here only look up. */
interface LookedUp {
    readonly path: string;
    readonly apiVersion: string;
}

const GROUP = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers";
const CLUSTER: LookedUp = {
    path: `${GROUP}/Microsoft.ContainerService/managedClusters/{resourceName}`,
    apiVersion: "2025-09-01",
};
const LOG_WORKSPACE: LookedUp = {
    path: `${GROUP}/Microsoft.OperationalInsights/workspaces/{workspaceName}`,
    apiVersion: "2023-09-01",
};
const METRICS_WORKSPACE: LookedUp = {
    path: `${GROUP}/Microsoft.Monitor/accounts/{azureMonitorWorkspaceName}`,
    apiVersion: "2023-04-03",
};

function described({ path, apiVersion }: LookedUp, args: Properties, { arm }: Lookup): Properties {
    const { properties, ...resource } = arm.get(fillPath(path, { ...args, subscriptionId: arm.subscriptionId }));
    return { ...resource, ...properties, azureApiVersion: apiVersion } as Properties;
}

function credentials(args: Properties, lookup: Lookup): Properties {
    const name = String(described(CLUSTER, args, lookup).name);
    if (!lookup.kubeconfig) {
        throw new Error(`no kubeconfig was given for cluster ${name}: set AZURE_KUBECONFIG to a file`);
    }
    const value = new Secret(readFileSync(lookup.kubeconfig).toString("base64"));
    return { kubeconfigs: [{ name: "clusterUser", value }] };
}
