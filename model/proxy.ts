/** Which proxy leads to a server, by the variables that kubectl, docker and curl read too. */
import { IPv4, IPv6, isValidCIDR, parse, parseCIDR } from "ipaddr.js";

type Variables = Readonly<Record<string, string | undefined>>;

/** The proxy's address; undefined where the server is asked directly. The rules are Go's (`httpproxy`), and so kubectl's. */
export function proxyFor(server: URL, variables: Variables): URL | undefined {
    const name = server.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
    const value = variable(name, variables);
    const address = value.includes("://") ? value : `http://${value}`;
    return value === "" || !URL.canParse(address) || isExempt(server, variable("NO_PROXY", variables))
        ? undefined
        : new URL(address);
}

/** For errors of a server that is asked that way, with neither user nor password: ` through the proxy proxy.corp:3128`. */
export function throughText(proxy: URL | undefined): string {
    return proxy === undefined ? "" : ` through the proxy ${proxy.host}`;
}

function variable(name: string, variables: Variables): string {
    return variables[name] || variables[name.toLowerCase()] || "";
}

function isExempt({ hostname, port, protocol }: URL, noProxy: string): boolean {
    const host = hostname.replace(/^\[|\]$/g, "");
    const isHere = host === "localhost" || (isAddress(host) && parse(host).range() === "loopback");
    const target = { host, port: port || (protocol === "https:" ? "443" : "80") };
    return isHere || noProxy.split(",").some((entry) => exempts(entry.trim().toLowerCase(), target));
}

/** One entry of NO_PROXY: `*`, a range, or an address or a domain, these with or without a port. */
function exempts(entry: string, { host, port }: { readonly host: string; readonly port: string }): boolean {
    if (entry === "*") {
        return true;
    }
    if (isValidCIDR(entry)) {
        return isAddress(host) && isWithin(host, entry);
    }
    const [, name = entry, wantedPort = port] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
    const wanted = name.replace(/^\[|\]$/g, "").replace(/^\*\./, ".");
    if (wanted === "" || wantedPort !== port) {
        return false;
    }
    if (isAddress(wanted)) {
        return isAddress(host) && parse(host).toNormalizedString() === parse(wanted).toNormalizedString();
    }
    return host === wanted || host.endsWith(wanted.startsWith(".") ? wanted : `.${wanted}`);
}

function isWithin(host: string, range: string): boolean {
    const [address, [network, bits]] = [parse(host), parseCIDR(range)];
    return address.kind() === network.kind() && address.match(network, bits);
}

/** ipaddr.js also takes `10` for an address. */
function isAddress(text: string): boolean {
    return IPv4.isValidFourPartDecimal(text) || (text.includes(":") && IPv6.isValid(text));
}
