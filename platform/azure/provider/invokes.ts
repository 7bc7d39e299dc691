// The functions of azure-native that look something up: get<Resource> for every kind, and those of a cluster.
import { readFileSync } from "node:fs";
import type { InvokeCall } from "../../providers/shared/provider";
import { type Properties, Secret } from "../../providers/shared/values";
import { outputsOf, type ResourceManager } from "../arm";
import { KINDS, kindOfToken } from "../kinds";
import { fillPath } from "../resourceId";
import type { World } from "../world";

export interface Lookup {
    readonly arm: ResourceManager;
    readonly world: () => World;
    /** File with the kubeconfig that clusters hand out. */
    readonly kubeconfig: string | undefined;
}

export function invoke({ token, args }: InvokeCall, lookup: Lookup): Properties {
    switch (token) {
        case "azure-native:authorization:getClientConfig":
            return clientConfig(lookup);
        case "azure-native:containerservice:getManagedCluster":
            return cluster(args, lookup);
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

function getter(token: string, args: Properties, { arm }: Lookup): Properties {
    const kind = kindOfToken(token.replace(/:get(\w+)$/, ":$1"));
    if (!/:get\w+$/.test(token) || !KINDS.includes(kind)) {
        throw new Error(`the Azure stand-in does not simulate the function ${token}`);
    }
    const id = fillPath(kind.path, { ...args, subscriptionId: arm.subscriptionId });
    const resource = arm.get(id);
    return { ...(outputsOf(kind, resource) as Properties), id: resource.id };
}

function clusterId({ resourceGroupName, resourceName }: Properties, { arm }: Lookup): string {
    const path =
        "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerService/managedClusters/{resourceName}";
    return fillPath(path, { subscriptionId: arm.subscriptionId, resourceGroupName, resourceName });
}

function cluster(args: Properties, lookup: Lookup): Properties {
    const { properties, ...resource } = lookup.arm.get(clusterId(args, lookup));
    return { ...resource, ...properties, azureApiVersion: "2025-09-01" } as Properties;
}

function credentials(args: Properties, lookup: Lookup): Properties {
    const { name } = lookup.arm.get(clusterId(args, lookup));
    if (!lookup.kubeconfig) {
        throw new Error(`no kubeconfig was given for cluster ${name}: set AZURE_KUBECONFIG to a file`);
    }
    const value = new Secret(readFileSync(lookup.kubeconfig).toString("base64"));
    return { kubeconfigs: [{ name: "clusterUser", value }] };
}
