// The part of Azure that exists before a stack runs: a subscription with a cluster, its networks and its workspaces.

import type { Json } from "./wire/wire";
import { type ArmResource, type Principal, store, type World, WorldFile } from "./world";

export interface Seed {
    readonly resourceGroup: string;
    /** Region of the cluster and of everything else that has one. */
    readonly location: string;
    readonly cluster: string;
    /** False for an old cluster that still runs with a service principal. */
    readonly kubeletIdentity: boolean;
    /** Prefix of the subnet for private endpoints, in each network. */
    readonly endpointPrefix: string;
    /** How many addresses of each subnet for private endpoints others have. */
    readonly takenAddresses: number;
    /** Regions that have a virtual network of their own, named vnet-REGION; the cluster's by default. */
    readonly networks: readonly string[];
    /** Registry names that are taken by others. */
    readonly takenRegistryNames: readonly string[];
}

export const SUBSCRIPTION = "11111111-1111-4111-8111-111111111111";
const TENANT = "22222222-2222-4222-8222-222222222222";
/** Object id of the identity with which the cluster's nodes pull. */
export const KUBELET_IDENTITY = "33333333-3333-4333-8333-333333333333";
const USER = "44444444-4444-4444-8444-444444444444";

const DEFAULTS: Seed = {
    resourceGroup: "rg-app",
    location: "westeurope",
    cluster: "aks-app",
    kubeletIdentity: true,
    endpointPrefix: "10.0.1.0/27",
    takenAddresses: 0,
    networks: [],
    takenRegistryNames: ["taken"],
};

/** Ids of what a seed holds, by what it is. */
export interface SeedIds {
    readonly group: string;
    readonly cluster: string;
    readonly workspace: string;
    readonly monitorWorkspace: string;
    readonly identity: string;
    network(region?: string): string;
    endpointSubnet(region?: string): string;
}

export function seedIds(options: Partial<Seed> = {}): SeedIds {
    const { resourceGroup, location, cluster } = { ...DEFAULTS, ...options };
    const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${resourceGroup}`;
    const network = (region = location) => `${group}/providers/Microsoft.Network/virtualNetworks/vnet-${region}`;
    return {
        group,
        cluster: `${group}/providers/Microsoft.ContainerService/managedClusters/${cluster}`,
        workspace: `${group}/providers/Microsoft.OperationalInsights/workspaces/logs`,
        monitorWorkspace: `${group}/providers/Microsoft.Monitor/accounts/metrics`,
        identity: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/registry-key`,
        network,
        endpointSubnet: (region) => `${network(region)}/subnets/endpoints`,
    };
}

/** A subscription with nothing in it but the directory's principals. */
export function emptyWorld(subscriptionId: string, takenRegistryNames: readonly string[] = []): World {
    const principals: Principal[] = [
        { id: KUBELET_IDENTITY, type: "ServicePrincipal" },
        { id: USER, type: "User" },
    ];
    return { subscriptionId, tenantId: TENANT, principals, takenRegistryNames, resources: {} };
}

function seedWorld(options: Partial<Seed> = {}): World {
    const seed = { ...DEFAULTS, ...options };
    const ids = seedIds(seed);
    const world = emptyWorld(SUBSCRIPTION, seed.takenRegistryNames);
    const { location } = seed;
    store(world, resource(ids.group, "Microsoft.Resources/resourceGroups", location, {}));
    store(world, resource(ids.workspace, "Microsoft.OperationalInsights/workspaces", location, {}));
    store(world, resource(ids.monitorWorkspace, "Microsoft.Monitor/accounts", location, {}));
    const identity = {
        principalId: "55555555-5555-4555-8555-555555555555",
        clientId: "66666666-6666-4666-8666-666666666666",
    };
    store(world, resource(ids.identity, "Microsoft.ManagedIdentity/userAssignedIdentities", location, identity));
    const nodes = {
        nodeResourceGroup: `MC_${seed.resourceGroup}_${seed.cluster}_${location}`,
        agentPoolProfiles: [{ name: "system", count: 3, vnetSubnetID: `${ids.network()}/subnets/nodes` }],
    };
    const cluster = { ...clusterProperties(seed.kubeletIdentity), ...nodes };
    store(world, resource(ids.cluster, "Microsoft.ContainerService/managedClusters", location, cluster));
    for (const region of new Set([location, ...seed.networks])) {
        addNetwork(world, ids, region, seed);
    }
    return world;
}

/** Writes a world for a stack to start from. */
export function writeSeed(file: string, options: Partial<Seed> = {}): WorldFile {
    const world = new WorldFile(file);
    world.write(seedWorld(options));
    return world;
}

export function resource(id: string, type: string, location: string | undefined, properties: Json): ArmResource {
    const name = id.split("/").at(-1) ?? "";
    return {
        id,
        name,
        type,
        ...(location && { location }),
        properties: { provisioningState: "Succeeded", ...properties },
    };
}

/** @param kubeletIdentity false for an old cluster that still runs with a service principal */
export function clusterProperties(kubeletIdentity: boolean): Json {
    const kubelet = { objectId: KUBELET_IDENTITY, clientId: "77777777-7777-4777-8777-777777777777" };
    return {
        kubernetesVersion: "1.36",
        currentKubernetesVersion: "1.36.3",
        ...(kubeletIdentity
            ? { identityProfile: { kubeletidentity: kubelet } }
            : { servicePrincipalProfile: { clientId: "88888888-8888-4888-8888-888888888888" } }),
    };
}

function addNetwork(world: World, ids: SeedIds, region: string, seed: Seed): void {
    const network = ids.network(region);
    const type = "Microsoft.Network/virtualNetworks";
    store(world, resource(network, type, region, { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } }));
    const prefixes = { nodes: "10.0.0.0/24", endpoints: seed.endpointPrefix };
    for (const [name, addressPrefix] of Object.entries(prefixes)) {
        const ipConfigurations = name === "endpoints" ? interfaces(ids, seed.takenAddresses) : [];
        const properties = { addressPrefix, ipConfigurations };
        store(world, resource(`${network}/subnets/${name}`, `${type}/subnets`, undefined, properties));
    }
}

function interfaces(ids: SeedIds, count: number): Json[] {
    const id = (index: number) =>
        `${ids.group}/providers/Microsoft.Network/networkInterfaces/vm-${index}/ipConfigurations/ip`;
    return Array.from({ length: count }, (_, index) => ({ id: id(index) }));
}
