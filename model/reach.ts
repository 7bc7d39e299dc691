/** Whether addresses belong to a network of one's own, as those of a private endpoint do, or to the internet. */
import ipaddr, { type IPv4, IPv6 } from "ipaddr.js";

/** `private` where every address is, as behind a private endpoint; `mixed` is a fault of the DNS zone. */
export type Reach = "private" | "public" | "mixed";

export function reachOf(addresses: readonly string[]): Reach {
    const areas = new Set(
        addresses.map((address) => (behindNat64(ipaddr.process(address)).range() === "unicast" ? "public" : "private")),
    );
    return areas.size > 1 ? "mixed" : ([...areas][0] ?? "public");
}

/** Networks without IPv4 give every address of IPv4 as one of IPv6, in whose last four bytes it is (RFC 6052, RFC 8215). */
function behindNat64(address: IPv4 | IPv6): IPv4 | IPv6 {
    const isTranslated = address instanceof IPv6 && address.range() === "rfc6052";
    return isTranslated ? ipaddr.process(address.toByteArray().slice(-4).join(".")) : address;
}
