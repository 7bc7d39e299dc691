/** What a registry is to be: its name, its regions, and who reaches it over the network. */
import { type Fault, faultsAt, propertyPath, within } from "../fault";
import { allowListFaults } from "./allowList";
import { normaliseRegion, regionFault, sameRegion } from "./regions";

/** Who may reach a registry over the network. */
export const Exposure = {
    /** Private endpoints only. */
    Private: "private",
    /** Private endpoints and the addresses of an allow list. */
    SelectedNetworks: "selectedNetworks",
    /** Everybody; credentials are needed all the same. */
    Public: "public",
} as const;
export type Exposure = (typeof Exposure)[keyof typeof Exposure];

export interface RegistryRequest {
    readonly registryName?: string;
    readonly replicas?: readonly string[];
    readonly allowedAddresses?: readonly string[];
    readonly allowExport?: boolean;
    readonly retentionDays?: number;
    readonly unroutedRegions?: readonly string[];
}

/** What is wrong with everything but the home region, which may be known later (`homeFaults`). */
export function registryFaults(request: RegistryRequest): Fault[] {
    return [
        ...within("registryName", nameFaults(request.registryName)),
        ...within("replicas", replicaFaults(request.replicas ?? [])),
        ...within("allowedAddresses", allowListFaults(request.allowedAddresses ?? [])),
        ...retentionFaults(request.retentionDays),
        ...within("unroutedRegions", unroutedFaults(request.unroutedRegions ?? [], request.replicas ?? [])),
    ];
}

function retentionFaults(days: number | undefined): Fault[] {
    const isCount = days === undefined || (Number.isInteger(days) && days >= 0 && days <= 365);
    return isCount
        ? []
        : faultsAt("retentionDays", `${days} is not a number of days; expected a whole number from 0 to 365`);
}

function unroutedFaults(regions: readonly string[], replicas: readonly string[]): Fault[] {
    return regions.flatMap((region, index) =>
        replicas.some((replica) => sameRegion(replica, region))
            ? []
            : faultsAt(
                  propertyPath(index),
                  `"${region}" is none of the replicas; there are ${replicas.join(", ") || "none"}`,
              ),
    );
}

/** What is wrong with forbidding to copy images: the service takes that only where the public door is closed. */
export function exportFaults(allowExport: boolean | undefined, exposure: Exposure): Fault[] {
    return allowExport !== false || exposure === Exposure.Private
        ? []
        : faultsAt(
              "allowExport",
              "false needs a registry without public access: give a private endpoint, and no allowedAddresses",
          );
}

/** Says what retention does to rollouts by digest; undefined where there is none. */
export function retentionWarning(days: number | undefined): string | undefined {
    return days === undefined
        ? undefined
        : `images without a tag are deleted after ${days} days, those that a rollout names by digest among them; keep a tag on each ` +
              "digest that is deployed, or a node that is added later cannot pull it";
}

/** What is wrong with a home region that was written: on its own, and together with its replicas. */
export function homeFaults(location: string, replicas: readonly string[] = []): Fault[] {
    const reason = regionFault(location);
    return reason === undefined ? ownReplicaFaults(location, replicas) : faultsAt("", reason);
}

/** What is wrong with a home region that Azure named, which is always one. */
export function ownReplicaFaults(location: string, replicas: readonly string[] = []): Fault[] {
    const home = (replica: string) =>
        `"${location}" is the home region, which has every image; take "${replica}" out of replicas`;
    return faultsAt("", ...replicas.filter((replica) => sameRegion(replica, location)).map(home));
}

/** What is wrong where the registry is in another region than it should be in: it would have to be created again. */
export function movedHomeFaults(actual: string | undefined, wanted: string): Fault[] {
    if (actual === undefined || sameRegion(actual, wanted)) {
        return [];
    }
    const [from, to] = [normaliseRegion(actual), normaliseRegion(wanted)];
    return faultsAt(
        "location",
        `the registry is in ${from}; in ${to} it would be created again, without its images. Keep it with \`location: ${from}\`, ` +
            `and add ${to} to replicas where a cluster pulls there; or set \`moveRegistry: true\`, and push the images again`,
    );
}

function replicaFaults(replicas: readonly string[]): Fault[] {
    return replicas.flatMap((replica, index) => {
        const isRepeated = replicas.slice(0, index).some((earlier) => sameRegion(earlier, replica));
        const repeated = isRepeated ? `"${replica}" (${normaliseRegion(replica)}) is there twice` : undefined;
        const reasons = [regionFault(replica), repeated].filter((reason) => reason !== undefined);
        return faultsAt(propertyPath(index), ...reasons);
    });
}

function nameFaults(name: string | undefined): Fault[] {
    if (name === undefined || /^[A-Za-z0-9]{5,50}$/.test(name)) {
        return [];
    }
    const given = `"${name}" (${name.length} characters)`;
    return faultsAt("", `${given} is not the name of a registry; expected 5 to 50 letters and digits`);
}

/** A closed door where there is a private way in; selected addresses where pushers come from outside. */
export function exposureOf(privateLink: boolean, allowedAddresses: readonly string[] = []): Exposure {
    if (allowedAddresses.length > 0) {
        return Exposure.SelectedNetworks;
    }
    return privateLink ? Exposure.Private : Exposure.Public;
}

/**
 * A logical name from which Azure's generated name (8 characters are added) is a valid registry name: letters and digits
 * only, at most 50 together.
 */
export function registryChildName(name: string): string {
    return name.replace(/[^A-Za-z0-9]/g, "").slice(0, 42) || "registry";
}

/** Says what it costs when nodes pull from another region; undefined when they do not. */
export function distanceWarning(location: string, replicas: readonly string[], cluster: string): string | undefined {
    if ([location, ...replicas].some((region) => sameRegion(region, cluster))) {
        return undefined;
    }
    return (
        `the registry is in ${normaliseRegion(location)} and the cluster in ${normaliseRegion(cluster)}: every pull crosses ` +
        "regions, is slower, and is billed as traffic between regions (from 0.02 USD per GB, for each node); " +
        `add ${normaliseRegion(cluster)} to replicas, or leave location out`
    );
}
