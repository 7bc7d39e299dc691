/** An Azure that has a cluster with its network, for tests of components. */
import type * as pulumi from "@pulumi/pulumi";
import type { HarnessOptions } from "./harness";

export const SUBSCRIPTION = "11111111-1111-4111-8111-111111111111";
export const PRINCIPAL = "33333333-3333-4333-8333-333333333333";
export const UUID = "99999999-9999-4999-8999-999999999999";

const PROVIDERS = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers`;
export const CLUSTER = `${PROVIDERS}/Microsoft.ContainerService/managedClusters/aks-app`;
export const WORKSPACE = `${PROVIDERS}/Microsoft.OperationalInsights/workspaces/logs`;
export const METRICS = `${PROVIDERS}/Microsoft.Monitor/accounts/metrics`;
export const IDENTITY = `${PROVIDERS}/Microsoft.ManagedIdentity/userAssignedIdentities/key`;
export const ACTION_GROUP = `${PROVIDERS}/Microsoft.Insights/actionGroups/ops`;
export const ZONE = `${PROVIDERS}/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`;
export const registryId = (name: string) => `${PROVIDERS}/Microsoft.ContainerRegistry/registries/${name}`;
export const network = (name: string) => `${PROVIDERS}/Microsoft.Network/virtualNetworks/${name}`;
export const subnet = (name: string) => `${network(name)}/subnets/endpoints`;

interface World {
    /** Region of the cluster; westeurope by default. */
    readonly location?: string;
    /** False for a cluster with a service principal. */
    readonly kubeletIdentity?: boolean;
    /** Ids of the subnets of its node pools, undefined for a network that AKS manages; by default nothing is said of them. */
    readonly nodeSubnets?: readonly (string | undefined)[];
    /** Ids of the IP configurations of every subnet; none by default. */
    readonly ipConfigurations?: readonly string[];
    /** Hosts of the data endpoints of existing registries. */
    readonly dataEndpointHostNames?: readonly string[];
    /** Address prefix of every subnet, or several; a /27 by default. */
    readonly prefix?: string | string[];
    /** Tier of existing registries; Premium by default. */
    readonly tier?: string;
    /** Text of the kubeconfig that Azure gives out. */
    readonly kubeconfig?: string;
    /** Region of the registry that an earlier run made; the one that is asked for by default. */
    readonly registryLocation?: string;
    /** Of the provider's sign-in; without one Resource Manager is not asked. */
    readonly token?: string;
    readonly preview?: boolean;
}

/** Options for `recorded` and `refused`. */
export function azure(world: World = {}): HarnessOptions {
    return {
        preview: world.preview,
        call: (args) => answer(world, args),
        id: idOf,
        outputs: (args) => outputsOf(world, args),
    };
}

function answer(world: World, { token, inputs }: pulumi.runtime.MockCallArgs): pulumi.runtime.MockCallResult {
    switch (token) {
        case "azure-native:authorization:getClientConfig":
            return { subscriptionId: SUBSCRIPTION };
        case "azure-native:authorization:getClientToken":
            return { token: world.token };
        case "azure-native:containerservice:getManagedCluster":
            return {
                id: CLUSTER,
                name: inputs.resourceName,
                location: world.location ?? "westeurope",
                agentPoolProfiles: world.nodeSubnets?.map((vnetSubnetID) => ({ vnetSubnetID })),
                identityProfile:
                    world.kubeletIdentity === false ? undefined : { kubeletidentity: { objectId: PRINCIPAL } },
            };
        case "azure-native:operationalinsights:getWorkspace":
            return { location: "North Europe" };
        case "azure-native:monitor:getAzureMonitorWorkspace":
            return { location: "uksouth" };
        case "azure-native:containerservice:listManagedClusterUserCredentials": {
            const value = Buffer.from(world.kubeconfig ?? "").toString("base64");
            return { kubeconfigs: world.kubeconfig === undefined ? [] : [{ name: "clusterUser", value }] };
        }
        case "azure-native:network:getSubnet":
            return {
                ...subnetOf(world, inputs),
                ipConfigurations: world.ipConfigurations?.map((id) => ({ id })),
            };
        case "azure-native:containerregistry:getRegistry":
            return {
                loginServer: `${inputs.registryName}.azurecr.io`,
                location: "westeurope",
                dataEndpointHostNames: world.dataEndpointHostNames,
                sku: { name: world.tier ?? "Premium" },
            };
        default:
            throw new Error(`this Azure does not know ${token}`);
    }
}

/** Azure gives one prefix in either field, several in the list alone. */
function subnetOf({ prefix = "10.0.1.0/27" }: World, inputs: pulumi.runtime.MockCallArgs["inputs"]) {
    const asked = `${inputs.resourceGroupName} ${inputs.virtualNetworkName} ${inputs.subnetName}`;
    if (!/^rg-app vnet-\d endpoints$/.test(asked)) {
        throw new Error(`this Azure has no subnet ${asked}`);
    }
    return {
        name: inputs.subnetName,
        ...(typeof prefix === "string" ? { addressPrefix: prefix } : { addressPrefixes: prefix }),
    };
}

/** Only a registry's id is read again by a component. */
function idOf({ type, name, inputs }: pulumi.runtime.MockResourceArgs): string | undefined {
    return type === "azure-native:containerregistry:Registry" ? registryId(inputs.registryName ?? name) : undefined;
}

function outputsOf(world: World, { type, name, inputs }: pulumi.runtime.MockResourceArgs): Record<string, unknown> {
    switch (type) {
        case "azure-native:containerregistry:Registry": {
            const registry = inputs.registryName ?? `${name}1a2b3c4d`;
            const location = world.registryLocation ?? inputs.location;
            return { name: registry, location, loginServer: `${registry}.azurecr.io` };
        }
        case "azure-native:containerregistry:CredentialSet":
            return { identity: { principalId: `${name}-principal` } };
        case "random:index/randomUuid:RandomUuid":
            return { result: UUID };
        case "azure-native:privatedns:PrivateZone":
            return { name: inputs.privateZoneName };
        case "azure-native:network:PrivateEndpoint":
        case "azure-native:resources:ResourceGroup":
            return { name: `${name}1a2b3c4d` };
        default:
            return {};
    }
}

/** The value of an output, once the program that made it has run. */
export function known<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => output.apply(resolve));
}
