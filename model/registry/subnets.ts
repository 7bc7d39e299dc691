/** Private addresses that a registry's private endpoint takes from its subnet, against those that the subnet has. */
import { IPv4 } from "ipaddr.js";
import { type Fault, faultsAt } from "../fault";

/** Azure keeps five addresses of every subnet: network, gateway, two for DNS, broadcast. */
const RESERVED = 5;

/** The smallest subnet that is advised: it has room for a registry in 26 regions. */
const ADVISED_BITS = 27;

/** One for the registry itself and one for the data endpoint of each region, the home region included. */
export function addressesNeeded(regions: number): number {
    return 1 + regions;
}

/** Addresses that Azure gives out of a subnet; IPv6 prefixes do not count, since private endpoints use IPv4. */
export function usableAddresses(prefixes: readonly string[]): number {
    return prefixes
        .filter((prefix) => IPv4.isValidCIDR(prefix))
        .map((prefix) => Math.max(0, 2 ** (32 - IPv4.parseCIDR(prefix)[1]) - RESERVED))
        .reduce((sum, each) => sum + each, 0);
}

/** What is wrong with a prefix on its own. */
export function prefixFaults(prefix: string): Fault[] {
    const isPrefix = IPv4.isValidCIDR(prefix) && IPv4.isValidFourPartDecimal(prefix.split("/")[0] ?? "");
    return isPrefix ? [] : faultsAt("", `"${prefix}" is not an IPv4 prefix; expected such as 10.1.4.0/27`);
}

/**
 * Refuses a subnet with too few addresses: Azure finds out only when it adds the replica's data endpoint, and then rolls the
 * replica back with an unclear error.
 */
export function subnetFaults(prefixes: readonly string[], regions: number, taken = 0): Fault[] {
    const needed = addressesNeeded(regions);
    const usable = usableAddresses(prefixes);
    if (needed <= usable - taken) {
        return [];
    }
    const others = taken === 0 ? "" : `, of which others take ${taken}`;
    return faultsAt(
        "",
        `the subnet ${prefixes.join(", ")} has ${usable} usable addresses (Azure keeps ${RESERVED})${others}, and a registry in ` +
            `${regions} ${regions === 1 ? "region" : "regions"} takes ${needed}; use a subnet of /${ADVISED_BITS} or larger`,
    );
}

/** Enough for now, but not for the next replica. */
export function subnetWarning(prefixes: readonly string[], regions: number): string | undefined {
    const usable = usableAddresses(prefixes);
    if (usable >= usableAddresses([`0.0.0.0/${ADVISED_BITS}`])) {
        return undefined;
    }
    return (
        `the subnet ${prefixes.join(", ")} has ${usable} usable addresses, of which the registry takes ` +
        `${addressesNeeded(regions)} and every further replica one; /${ADVISED_BITS} or larger is advised`
    );
}

/**
 * How many addresses of a subnet others have. Those of an endpoint's own interface, which an earlier run created, are its
 * own: Azure names the interface after the endpoint, whose generated name is its logical name and eight hex digits.
 *
 * @param ownNames logical names that the endpoint has or had
 */
export function takenAddresses(ipConfigurationIds: readonly string[], ownNames: readonly string[]): number {
    const own = ownNames.map((name) => new RegExp(`/networkInterfaces/${name}[0-9a-f]{8}\\.nic`, "i"));
    return ipConfigurationIds.filter((id) => !own.some((pattern) => pattern.test(id))).length;
}
