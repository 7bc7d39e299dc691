// Private DNS zones, their links to virtual networks, and the zone groups that keep an endpoint's records in them.

import { badRequest, conflict } from "../armError";
import { sameId } from "../resourceId";
import type { Json } from "../wire/wire";
import { type ArmResource, beneath, childrenOf, discard, find, ofType } from "../world";
import { publish, showRecords, withdraw, ZONE_GROUPS } from "./endpointRecords";
import type { Put, Rule } from "./rule";

const LINKS = "Microsoft.Network/privateDnsZones/virtualNetworkLinks";

export const zoneRule: Rule = {
    accept({ resource, existing }) {
        resource.properties = { numberOfRecordSets: 1, ...existing?.properties, ...resource.properties };
        return undefined;
    },
    remove(world, zone) {
        const links = childrenOf(world, zone.id, LINKS);
        if (links.length > 0) {
            throw conflict(
                "CannotDeleteResource",
                `Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '${links.map((link) => link.id).join(", ")}'. Please delete all nested resources before deleting this resource.`,
            );
        }
        for (const record of beneath(world, zone.id)) {
            discard(world, record.id);
        }
    },
};

export const zoneLinkRule: Rule = {
    accept({ world, resource, existing }) {
        const network = networkOf(resource);
        if (!find(world, network)) {
            throw badRequest("BadRequest", `The virtual network '${network}' was not found.`);
        }
        if (existing && !sameId(networkOf(existing), network)) {
            throw badRequest("BadRequest", `The virtual network of link '${resource.name}' cannot be changed.`);
        }
        const zone = zoneOf(resource);
        const rival = ofType(world, LINKS).find(
            (link) => !sameId(link.id, resource.id) && sameId(networkOf(link), network) && zoneOf(link) === zone,
        );
        if (rival) {
            throw badRequest(
                "BadRequest",
                `A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual network with '${zoneOf(rival)}' and '${zone}' zones.`,
            );
        }
        checkResolution(resource);
        resource.properties = {
            registrationEnabled: false,
            resolutionPolicy: "Default",
            virtualNetworkLinkState: "Completed",
            ...resource.properties,
        };
        return undefined;
    },
};

export const zoneGroupRule: Rule = {
    accept(put) {
        const { world, resource } = put;
        const endpoint = endpointOf(put);
        if (childrenOf(world, endpoint.id, ZONE_GROUPS).some((group) => !sameId(group.id, resource.id))) {
            throw badRequest(
                "MoreThanOnePrivateDnsZoneGroupPerPrivateEndpointNotAllowed",
                "Cannot create more than one private dns zone groups in the private endpoint.",
            );
        }
        for (const { properties } of (resource.properties.privateDnsZoneConfigs ?? []) as { properties: Json }[]) {
            if (!find(world, String(properties.privateDnsZoneId))) {
                throw badRequest(
                    "InvalidResourceReference",
                    `Resource ${properties.privateDnsZoneId} referenced by resource ${resource.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
                );
            }
        }
        checkSameZones(put);
        return [endpoint.id];
    },
    complete(world, _group, [endpointId = ""]) {
        const endpoint = find(world, endpointId);
        if (endpoint) {
            publish(world, endpoint);
            showRecords(world, endpoint);
        }
    },
    remove(world, group) {
        const endpoint = find(world, group.id.split("/").slice(0, -2).join("/"));
        if (endpoint) {
            withdraw(world, endpoint);
            discard(world, group.id);
            showRecords(world, endpoint);
        }
    },
};

/** What a name gets that the zone does not have: nothing, or the public answer. */
function checkResolution(link: ArmResource): void {
    const { resolutionPolicy = "Default" } = link.properties;
    if (!["Default", "NxDomainRedirect"].includes(String(resolutionPolicy))) {
        throw badRequest("BadRequest", `The resolution policy '${resolutionPolicy}' is not known.`);
    }
    if (resolutionPolicy === "NxDomainRedirect" && !zoneOf(link).startsWith("privatelink.")) {
        throw badRequest("BadRequest", "A resolution policy is possible for the link to a privatelink zone only.");
    }
}

function checkSameZones({ resource, existing }: Put): void {
    if (existing && zonesIn(existing) !== zonesIn(resource)) {
        throw badRequest("InvalidRequestFormat", "Cannot parse the request.");
    }
}

function zonesIn(group: ArmResource): string {
    const configs = (group.properties.privateDnsZoneConfigs ?? []) as { properties: Json }[];
    return configs
        .map(({ properties }) => String(properties.privateDnsZoneId).toLowerCase())
        .sort()
        .join();
}

function networkOf(link: ArmResource): string {
    return String((link.properties.virtualNetwork as Json | undefined)?.id ?? "");
}

function zoneOf(link: ArmResource): string {
    return link.id.split("/").at(-3)?.toLowerCase() ?? "";
}

function endpointOf({ world, resource }: Put): ArmResource {
    return find(world, resource.id.split("/").slice(0, -2).join("/")) as ArmResource;
}
