/** The addresses that may reach a registry from the internet: public IPv4 addresses and ranges. */
import { IPv4 } from "ipaddr.js";
import { type Fault, faultsAt, propertyPath, within } from "../fault";

/** Ranges, as ipaddr.js calls them, from which nothing comes over the internet. */
const NEVER_PUBLIC = new Set([
    "private",
    "loopback",
    "linkLocal",
    "carrierGradeNat",
    "multicast",
    "broadcast",
    "unspecified",
]);

/** What is wrong with each entry, and with entries that are there twice. */
export function allowListFaults(entries: readonly string[]): Fault[] {
    const tooMany = `there are ${entries.length}; a registry takes ${MOST_ENTRIES} at most, so give ranges`;
    const faults = entries.flatMap((entry, index) => {
        const repeated = entries.indexOf(entry) < index ? faultsAt("", `"${entry}" is there twice`) : [];
        return within(propertyPath(index), [...entryFaults(entry), ...repeated]);
    });
    return entries.length > MOST_ENTRIES ? [...faultsAt("", tooMany), ...faults] : faults;
}

/** The service's own limit. */
const MOST_ENTRIES = 100;

function entryFaults(entry: string): Fault[] {
    const range = parseRange(entry);
    if (range === undefined) {
        const reason = `"${entry}" is not an IPv4 address or CIDR range; expected such as 203.0.113.7 or 203.0.113.0/24`;
        return faultsAt("", reason);
    }
    const [address, bits] = range;
    if (bits === 0) {
        return faultsAt("", `"${entry}" lets everybody in; name the addresses that push`);
    }
    if (NEVER_PUBLIC.has(address.range())) {
        const reason = `"${entry}" is ${address.range()}; the registry sees public addresses only, so give the one behind NAT`;
        return faultsAt("", reason);
    }
    const network = `${IPv4.networkAddressFromCIDR(`${address}/${bits}`)}/${bits}`;
    const isExact = network === `${address}/${bits}`;
    return isExact
        ? []
        : faultsAt("", `"${entry}" has bits set behind its prefix; the range that holds it is ${network}`);
}

/** Address and prefix length; a lone address is a range of one. */
function parseRange(entry: string): [IPv4, number] | undefined {
    const [address = "", bits = "32", ...more] = entry.split("/");
    const isRange = IPv4.isValidFourPartDecimal(address) && /^(\d|[12]\d|3[0-2])$/.test(bits) && more.length === 0;
    return isRange ? [IPv4.parse(address), Number(bits)] : undefined;
}
