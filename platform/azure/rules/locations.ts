// Where a resource may be: a region, or nowhere in particular ("global").
import { badRequest, conflict } from "../armError";
import type { ArmResource } from "../world";

// The regions of the public cloud that have all the services simulated here.
const REGIONS = new Set(
    `australiacentral australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth canadacentral canadaeast
    centralindia centralus chilecentral eastasia eastus eastus2 francecentral germanywestcentral indonesiacentral
    israelcentral italynorth japaneast japanwest koreacentral koreasouth malaysiawest mexicocentral newzealandnorth
    northcentralus northeurope norwayeast polandcentral qatarcentral southafricanorth southcentralus southeastasia
    southindia spaincentral swedencentral switzerlandnorth switzerlandwest uaenorth uksouth ukwest westcentralus
    westeurope westindia westus westus2 westus3`.split(/\s+/),
);

const GLOBAL_TYPES = new Set([
    "microsoft.network/privatednszones",
    "microsoft.network/privatednszones/virtualnetworklinks",
    "microsoft.insights/metricalerts",
]);

// Action groups are global by default, and may be kept in these regions for data residency.
const ACTION_GROUP_REGIONS = ["global", "swedencentral", "germanywestcentral", "northcentralus", "southcentralus"];

export function normalised(location: string): string {
    return location.replace(/\s/g, "").toLowerCase();
}

/** Checks the location of a resource that has one, and keeps it as the service does. */
export function placeResource(resource: ArmResource, existing: ArmResource | undefined): void {
    if (resource.location === undefined) {
        return;
    }
    const location = normalised(resource.location);
    const allowed = allowedFor(resource.type);
    if (allowed ? !allowed.includes(location) : !REGIONS.has(location)) {
        const list = allowed ?? [...REGIONS];
        throw badRequest(
            "LocationNotAvailableForResourceType",
            `The provided location '${resource.location}' is not available for resource type '${resource.type}'. List of available regions for the resource type is '${list.join(",")}'.`,
        );
    }
    if (existing?.location !== undefined && existing.location !== location) {
        throw conflict(
            "InvalidResourceLocation",
            `The resource '${resource.name}' already exists in location '${existing.location}'. A resource with the same name cannot be created in location '${location}'. Please select a new resource name.`,
        );
    }
    resource.location = location;
}

function allowedFor(type: string): readonly string[] | undefined {
    if (GLOBAL_TYPES.has(type.toLowerCase())) {
        return ["global"];
    }
    return type.toLowerCase() === "microsoft.insights/actiongroups" ? ACTION_GROUP_REGIONS : undefined;
}
