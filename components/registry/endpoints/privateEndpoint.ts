/** One private endpoint of a registry, in one virtual network. */
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import type * as pulumi from "@pulumi/pulumi";
import { EndpointDns } from "../../../model/registry/endpoints";
import { normaliseRegion } from "../../../model/registry/regions";
import { type EndpointPlan, KNOWN } from "./checkedEndpoints";
import { linkedZone } from "./privateZone";

export function privateEndpoint(parent: pulumi.Resource, name: string, plan: EndpointPlan) {
    const location = normaliseRegion(plan.region);
    const child = `${name}-${plan.name}`;
    // Resources that were created under another name of the endpoint stay what they are.
    const options = { parent, aliases: plan[KNOWN].formerNames.map((former) => ({ name: `${name}-${former}` })) };
    const resourceGroupName =
        plan.resourceGroupName ??
        new resources.ResourceGroup(child, { location, tags: plan.tags }, { ...options }).name;
    const endpoint = new network.PrivateEndpoint(
        child,
        {
            resourceGroupName,
            location,
            subnet: { id: plan.subnetId },
            // No static addresses: with them every new replica would need one more entry before it could be created.
            ...connectionOf(plan),
            // The service fills it until a zone group keeps the records: given as empty, a refresh has no change to show.
            customDnsConfigs: [],
            tags: plan.tags,
        },
        {
            ...options,
            dependsOn: plan.dependsOn,
            // Azure changes neither in place, and the provider knows this of the subnet only.
            replaceOnChanges: ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections", "subnet"],
            // The records of both have the same names: those of the new one would go with the old one.
            deleteBeforeReplace: true,
            ignoreChanges: SERVICE_OWNED,
        },
    );
    if (plan.dns === EndpointDns.Policy) {
        return { endpointId: endpoint.id, zoneId: undefined };
    }
    const zoneId = plan.zoneId ?? linkedZone(name, { ...plan, resourceGroupName, options });
    new network.PrivateDnsZoneGroup(
        child,
        {
            resourceGroupName,
            privateEndpointName: endpoint.name,
            privateDnsZoneConfigs: [{ name: "registry", privateDnsZoneId: zoneId }],
        },
        {
            ...options,
            // Azure refuses other zones for a group that exists, and an endpoint takes one group.
            replaceOnChanges: ["privateDnsZoneConfigs[*].privateDnsZoneId"],
            deleteBeforeReplace: true,
        },
    );
    return { endpointId: endpoint.id, zoneId };
}

/** Approved where whoever runs the update may do that, or left to the owner of the registry. */
function connectionOf({ registryId, approvalMessage }: EndpointPlan): Partial<network.PrivateEndpointArgs> {
    const connection = { name: "registry", privateLinkServiceId: registryId, groupIds: ["registry"] };
    return approvalMessage === undefined
        ? { privateLinkServiceConnections: [connection] }
        : { manualPrivateLinkServiceConnections: [{ ...connection, requestMessage: approvalMessage }] };
}

/** The service fills and empties the list of names, and sets the state of the connection. */
const SERVICE_OWNED = [
    "customDnsConfigs",
    "privateLinkServiceConnections[*].privateLinkServiceConnectionState",
    "manualPrivateLinkServiceConnections[*].privateLinkServiceConnectionState",
];
