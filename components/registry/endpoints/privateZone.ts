/** The DNS zone of a private endpoint, and its links to the virtual networks that resolve with it. */
import * as privatedns from "@pulumi/azure-native/privatedns";
import type * as pulumi from "@pulumi/pulumi";
import { virtualNetworkOf } from "../../../model/registry/azureIds";
import { linkKey } from "../../../model/registry/endpointNames";
import { privateZoneName } from "../../../model/registry/endpoints";
import { type EndpointPlan, KNOWN } from "./checkedEndpoints";

interface ZonePlan extends EndpointPlan {
    readonly resourceGroupName: pulumi.Input<string>;
    /** Of everything that belongs to the endpoint. */
    readonly options: { readonly parent: pulumi.Resource; readonly aliases: { readonly name: string }[] };
}

/** A zone of the endpoint's own, linked to its virtual network and to the further ones. */
export function linkedZone(name: string, plan: ZonePlan): pulumi.Output<string> {
    const { options, resourceGroupName } = plan;
    const child = `${name}-${plan.name}`;
    // Zones and links are in no region, and the API refuses them without saying so.
    const place = { resourceGroupName, location: "Global", tags: plan.tags } satisfies privatedns.PrivateZoneArgs;
    const zone = new privatedns.PrivateZone(
        child,
        { ...place, privateZoneName: privateZoneName(plan.region) },
        { ...options },
    );
    for (const { key, formerKey, id } of networksOf(plan)) {
        const link: privatedns.VirtualNetworkLinkArgs = {
            ...place,
            privateZoneName: zone.name,
            virtualNetwork: { id },
            registrationEnabled: false,
            ...(plan.internetFallback && { resolutionPolicy: "NxDomainRedirect" }),
        };
        const aliases = [plan.name, ...plan[KNOWN].formerNames].map((former) => ({
            name: `${name}-${former}${formerKey}`,
        }));
        // A link keeps its network, and a network has one link to a zone.
        const replacement = { replaceOnChanges: ["virtualNetwork"], deleteBeforeReplace: true };
        new privatedns.VirtualNetworkLink(key === formerKey ? `${child}${key}` : `${name}${key}`, link, {
            ...options,
            ...replacement,
            aliases,
        });
    }
    return zone.id;
}

interface LinkedNetwork {
    readonly key: string;
    /** By position, as links were named before. */
    readonly formerKey: string;
    readonly id: pulumi.Output<string>;
}

/**
 * Each network once. Its link is named by it, not by its position or its zone: removing one must not move another one's link, and
 * a network that moves to the zone of another endpoint must leave its old zone first.
 */
function networksOf(plan: ZonePlan): LinkedNetwork[] {
    const own = { id: plan.subnetId.apply(virtualNetworkOf), plain: plan[KNOWN].plain.networkId };
    const further = plan.virtualNetworkIds.map((id, index) => ({
        id,
        plain: plan[KNOWN].plain.virtualNetworkIds[index],
    }));
    const named = [own, ...further].map(({ id, plain }, index) => {
        const formerKey = index === 0 ? "" : `-${index}`;
        return { id, formerKey, key: plain === undefined ? formerKey : linkKey(plain) };
    });
    return named.filter(({ key }, index) => named.findIndex((other) => other.key === key) === index);
}
