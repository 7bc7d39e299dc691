/** One private endpoint of a registry with its DNS zone, in one virtual network. */
import * as network from "@pulumi/azure-native/network";
import * as privatedns from "@pulumi/azure-native/privatedns";
import * as resources from "@pulumi/azure-native/resources";
import type * as pulumi from "@pulumi/pulumi";
import { virtualNetworkOf } from "../../model/registry/azureIds";
import { privateZoneName } from "../../model/registry/endpoints";
import { normaliseRegion } from "../../model/registry/regions";
import type { CheckedEndpoint, RegistryPrivateLinkArgs } from "./privateLinkArgs";

interface EndpointPlan extends CheckedEndpoint {
    readonly registryId: pulumi.Output<string>;
    readonly tags: RegistryPrivateLinkArgs["tags"];
    /** What the registry is not complete without. */
    readonly dependsOn: pulumi.ComponentResourceOptions["dependsOn"];
}

export function privateEndpoint(parent: pulumi.Resource, name: string, plan: EndpointPlan) {
    const region = normaliseRegion(plan.region);
    const child = `${name}-${region}`;
    const resourceGroupName = plan.resourceGroupName ?? ownGroup(parent, child, region, plan.tags);
    const zoneId = plan.zoneId ?? linkedZone(parent, child, region, resourceGroupName, plan);
    const endpoint = new network.PrivateEndpoint(
        child,
        {
            resourceGroupName,
            location: region,
            subnet: { id: plan.subnetId },
            // No static addresses: with them every new replica would need one more entry before it could be made.
            privateLinkServiceConnections: [
                { name: "registry", privateLinkServiceId: plan.registryId, groupIds: ["registry"] },
            ],
            tags: plan.tags,
        },
        { parent, dependsOn: plan.dependsOn },
    );
    new network.PrivateDnsZoneGroup(
        child,
        {
            resourceGroupName,
            privateEndpointName: endpoint.name,
            privateDnsZoneConfigs: [{ name: "registry", privateDnsZoneId: zoneId }],
        },
        { parent },
    );
    return { endpointId: endpoint.id, zoneId };
}

function ownGroup(
    parent: pulumi.Resource,
    name: string,
    location: string,
    tags: EndpointPlan["tags"],
): pulumi.Output<string> {
    return new resources.ResourceGroup(name, { location, tags }, { parent }).name;
}

/** A zone of the endpoint's own, linked to its virtual network and to the further ones. */
function linkedZone(
    parent: pulumi.Resource,
    name: string,
    region: string,
    resourceGroupName: pulumi.Input<string>,
    plan: EndpointPlan,
): pulumi.Output<string> {
    // Zones and links are in no region, and the API refuses them without saying so.
    const place = { resourceGroupName, location: "Global", tags: plan.tags } satisfies privatedns.PrivateZoneArgs;
    const zone = new privatedns.PrivateZone(name, { ...place, privateZoneName: privateZoneName(region) }, { parent });
    const networks = [plan.subnetId.apply(virtualNetworkOf), ...plan.virtualNetworkIds];
    networks.forEach((id, index) => {
        const link: privatedns.VirtualNetworkLinkArgs = {
            ...place,
            privateZoneName: zone.name,
            virtualNetwork: { id },
            registrationEnabled: false,
        };
        new privatedns.VirtualNetworkLink(index === 0 ? name : `${name}-${index}`, link, { parent });
    });
    return zone.id;
}
