// The private addresses of an endpoint, and the DNS records that its zone group keeps for them.
import { parseCIDR } from "ipaddr.js";
import { sameId } from "../resourceId";
import type { Json } from "../wire/wire";
import { type ArmResource, childrenOf, discard, find, ofType, store, type World } from "../world";

export const ENDPOINTS = "Microsoft.Network/privateEndpoints";
export const ZONE_GROUPS = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups";
const RECORDS = "Microsoft.Network/privateDnsZones/A";
// Azure keeps the first four addresses of a subnet and its last one.
const RESERVED_AT_START = 4;
const RESERVED = 5;

interface DnsConfig {
    fqdn: string;
    ipAddresses: string[];
}

/** The host names that an endpoint answers for, with their addresses: those of its network interface. */
export function recordsOf(endpoint: ArmResource): DnsConfig[] {
    return (endpoint.hosts ?? []) as DnsConfig[];
}

export function keepRecords(world: World, endpoint: ArmResource, records: DnsConfig[]): void {
    endpoint.hosts = records;
    listInterfaces(world, endpoint, records);
    showRecords(world, endpoint);
}

/** The list is for whoever writes records by hand: the service empties it once a zone group does that. */
export function showRecords(world: World, endpoint: ArmResource): void {
    const hasGroup = childrenOf(world, endpoint.id, ZONE_GROUPS).length > 0;
    endpoint.properties.customDnsConfigs = hasGroup ? [] : recordsOf(endpoint);
}

/** The finished endpoints of a registry: one that is still being created is not among them. */
export function endpointsOf(world: World, registry: ArmResource): ArmResource[] {
    return ofType(world, ENDPOINTS).filter(
        (endpoint) => endpoint.properties.provisioningState === "Succeeded" && sameId(targetOf(endpoint), registry.id),
    );
}

export function targetOf(endpoint: ArmResource): string {
    return String(connectionOf(endpoint)?.privateLinkServiceId ?? "");
}

/** What an endpoint asks of the registry: approved where the caller may do so, or left to the registry's owner. */
export function connectionOf({ properties }: ArmResource): Json | undefined {
    const [automatic] = (properties.privateLinkServiceConnections ?? []) as { properties: Json }[];
    const [manual] = (properties.manualPrivateLinkServiceConnections ?? []) as { properties: Json }[];
    return (automatic ?? manual)?.properties;
}

export function isApproved(endpoint: ArmResource): boolean {
    const state = connectionOf(endpoint)?.privateLinkServiceConnectionState as Json | undefined;
    return state?.status === "Approved";
}

export function subnetOf(endpoint: ArmResource): string {
    return String((endpoint.properties.subnet as Json | undefined)?.id ?? "");
}

/** Why the endpoint's subnet cannot give it so many more addresses, in the service's words. */
export function capacityFault(world: World, endpoint: ArmResource, addresses: number): string | undefined {
    const id = subnetOf(endpoint);
    const subnet = find(world, id);
    if (!subnet || free(world, subnet).length >= addresses) {
        return undefined;
    }
    return `Subnet ${subnet.name} with address prefix ${subnet.properties.addressPrefix} does not have enough capacity for ${addresses} IP addresses.`;
}

/** The interface of an endpoint, which Azure creates and names after it. */
export function interfaceOf(endpoint: ArmResource): string {
    return `${endpoint.id.split("/").slice(0, -2).join("/")}/networkInterfaces/${endpoint.name}.nic.1f0b6d3c`;
}

/** A subnet lists whatever has an address of it, endpoints among them. */
function listInterfaces(world: World, endpoint: ArmResource, records: readonly DnsConfig[]): void {
    const subnet = find(world, subnetOf(endpoint));
    if (subnet) {
        const own = `${interfaceOf(endpoint)}/ipConfigurations/privateEndpointIpConfig`;
        const others = ipConfigurations(subnet).filter(({ id }) => !id.startsWith(own));
        subnet.properties.ipConfigurations = [...others, ...records.map((_, index) => ({ id: `${own}.${index}` }))];
    }
}

function ipConfigurations(subnet: ArmResource): { id: string }[] {
    return (subnet.properties.ipConfigurations ?? []) as { id: string }[];
}

// Network interfaces of others, such as nodes, are taken to hold the first addresses of the subnet.
function free(world: World, subnet: ArmResource): string[] {
    const [network, bits] = parseCIDR(String(subnet.properties.addressPrefix));
    const start = network.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
    const others = ipConfigurations(subnet).filter(({ id }) => !id.includes("/privateEndpointIpConfig.")).length;
    const taken = new Set(
        ofType(world, ENDPOINTS)
            .filter((endpoint) => sameId(subnetOf(endpoint), subnet.id))
            .flatMap((endpoint) => recordsOf(endpoint).flatMap((record) => record.ipAddresses)),
    );
    const usable = Math.max(0, 2 ** (32 - bits) - RESERVED - others);
    const all = Array.from({ length: usable }, (_, index) => dotted(start + RESERVED_AT_START + others + index));
    return all.filter((address) => !taken.has(address));
}

function dotted(address: number): string {
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** Takes an address for a host name, and writes its record into the zones of the endpoint's zone group. */
export function addRecord(world: World, endpoint: ArmResource, fqdn: string): void {
    const subnet = find(world, subnetOf(endpoint));
    const [address] = subnet ? free(world, subnet) : [];
    if (address === undefined || recordsOf(endpoint).some((record) => record.fqdn === fqdn)) {
        return;
    }
    keepRecords(world, endpoint, [...recordsOf(endpoint), { fqdn, ipAddresses: [address] }]);
    publish(world, endpoint);
}

export function dropRecord(world: World, endpoint: ArmResource, fqdn: string): void {
    withdraw(world, endpoint);
    const kept = recordsOf(endpoint).filter((record) => record.fqdn !== fqdn);
    keepRecords(world, endpoint, kept);
    publish(world, endpoint);
}

/** Writes the endpoint's records into its zones. A record of another endpoint with the same name is overwritten. */
export function publish(world: World, endpoint: ArmResource): void {
    for (const { zone, config } of zonesOf(world, endpoint)) {
        const records = recordsOf(endpoint).map(({ fqdn, ipAddresses }) => {
            const name = recordName(fqdn);
            const aRecords = ipAddresses.map((ipv4Address) => ({ ipv4Address }));
            const properties = { ttl: 10, fqdn: `${name}.${zone.name}.`, aRecords };
            store(world, { id: `${zone.id}/A/${name}`, name, type: RECORDS, properties });
            return { recordType: "A", recordSetName: name, fqdn: `${name}.${zone.name}`, ttl: 10, ipAddresses };
        });
        config.recordSets = records;
        zone.properties.numberOfRecordSets = 1 + childrenOf(world, zone.id, RECORDS).length;
    }
}

/** Deletes the records of the endpoint's names, those that another endpoint has overwritten since among them. */
export function withdraw(world: World, endpoint: ArmResource): void {
    const names = new Set(recordsOf(endpoint).map(({ fqdn }) => recordName(fqdn)));
    for (const { zone } of zonesOf(world, endpoint)) {
        for (const record of childrenOf(world, zone.id, RECORDS)) {
            if (names.has(record.name)) {
                discard(world, record.id);
            }
        }
        zone.properties.numberOfRecordSets = 1 + childrenOf(world, zone.id, RECORDS).length;
    }
}

function recordName(fqdn: string): string {
    return fqdn.replace(/\.azurecr\.io$/, "");
}

function zonesOf(world: World, endpoint: ArmResource): { zone: ArmResource; config: Json }[] {
    const configs = childrenOf(world, endpoint.id, ZONE_GROUPS).flatMap(
        (group) => (group.properties.privateDnsZoneConfigs ?? []) as { properties: Json }[],
    );
    return configs.flatMap(({ properties }) => {
        const zone = find(world, String(properties.privateDnsZoneId));
        return zone ? [{ zone, config: properties }] : [];
    });
}
