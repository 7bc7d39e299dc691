/** Which host an error speaks of, and what it is to the pull: the image's registry, or something on the way to it. */

import type { Span } from "./alternatives";
import type { Words } from "./names";
import type { Step } from "./steps";

export type HostRole =
    | "registry"
    /** Answers on the node itself: artifact streaming, Spegel, a mirror of containerd's hosts.toml. */
    | "nodeMirror"
    /** Another host that the node's runtime asks before the registry. */
    | "mirror"
    | "proxy"
    | "tokenServer"
    | "storage"
    | "resolver"
    /** The socket of the node's runtime. */
    | "socket"
    | "unknown";

export interface AnsweringHost {
    readonly name?: string;
    readonly role: HostRole;
    /** The name server that was asked, where a name was not found. */
    readonly resolver?: string;
}

const URL = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#\s]+)(?::\d+)?([^?#]*)(\?\S*)?/;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0)$/;
const LINK_LOCAL = /^169\.254\./;
const STORAGE =
    /\.blob\.(?:core\.windows\.net|storage\.azure\.net|core\.usgovcloudapi\.net|core\.chinacloudapi\.cn)$|\.data\.(?:azurecr\.(?:io|us|cn)|mcr\.microsoft\.com)$|\.amazonaws\.com$|storage\.googleapis\.com$|\.cloudfront\.net$|\.r2\.cloudflarestorage\.com$|^production\.cloudflare\.docker\.com$|githubusercontent\.com$|^cdn\d*\.quay\.io$/;
const REGISTRY_OF_AMAZON = /\.dkr[.-]ecr/;
const TOKEN_SERVER = /^auth\.|^login\.microsoftonline\.|^gcr\.io\/v2\/token/;
const TOKEN_PATH = /\/(?:oauth2\/)?(?:token|exchange|auth)\b|\/jwt\/auth|\/service\/token/;

/** @param registry The host in the image's own reference, where it is known. */
export function answeringHost(
    words: Words,
    alternative: Span,
    step: Step,
    registry: string | undefined,
): AnsweringHost {
    const named = lastNamed(words, alternative);
    if (step === "socket") {
        return { role: "socket" };
    }
    if (step === "proxy") {
        return { ...named.address, role: "proxy" };
    }
    if (step === "dns") {
        const asked = named.url && roleOf(named.url.host, named.url, undefined, registry);
        return asked === "mirror"
            ? { name: named.url?.host, role: "mirror" }
            : { name: named.looked, role: "resolver", resolver: named.resolver };
    }
    const { url, address } = named;
    const host = url?.host ?? address?.name;
    if (host === undefined) {
        return { role: "unknown" };
    }
    return { name: host, role: roleOf(host, url, address?.name, registry) };
}

/** The host in a reference; `docker.io` where it names none. */
export function hostOf(reference: string): string | undefined {
    const [host = "", ...path] = reference.split("/");
    return path.length > 0 && /[.:]|^localhost$/.test(host) ? withoutPort(host) : "docker.io";
}

/** A proxy, a mirror or a local port may stand on the node; a registry that the image itself names there is meant. */
export function isLoopback(host: string | undefined): boolean {
    return host !== undefined && LOOPBACK.test(host);
}

export function isNodeResolver(resolver: string | undefined): boolean {
    return isLoopback(resolver) || (resolver !== undefined && LINK_LOCAL.test(resolver));
}

interface Url {
    readonly host: string;
    readonly path: string;
    readonly query: string;
}

function roleOf(
    host: string,
    url: Url | undefined,
    address: string | undefined,
    registry: string | undefined,
): HostRole {
    if (isLoopback(host) || isLoopback(address)) {
        return registry !== undefined && isLoopback(registry) ? "registry" : "nodeMirror";
    }
    if (TOKEN_SERVER.test(host) || (url && TOKEN_PATH.test(url.path))) {
        return "tokenServer";
    }
    if (host === registry) {
        return "registry";
    }
    if (url && /[?&]ns=/.test(url.query)) {
        return "mirror";
    }
    return STORAGE.test(host) && !REGISTRY_OF_AMAZON.test(host) ? "storage" : "registry";
}

interface Named {
    readonly url?: Url;
    readonly address?: { readonly name: string };
    readonly looked?: string;
    readonly resolver?: string;
}

/** Of each sort the last in the text, which is the innermost. */
function lastNamed({ words, names }: Words, { start, end }: Span): Named {
    const own = names.filter((name) => name.start >= start && name.end <= end);
    const urls = own.flatMap(({ text }) => urlOf(text) ?? []);
    const after = (shape: RegExp) =>
        own.findLast((name) => shape.test(words.slice(Math.max(start, name.start - 60), name.start)));
    const looked = after(LOOKED);
    const resolver = after(RESOLVER);
    const address = after(ADDRESS);
    return {
        url: urls.at(-1),
        ...(looked && { looked: looked.text }),
        ...(resolver && { resolver: withoutPort(resolver.text) }),
        ...(address && { address: { name: withoutPort(address.text.split("->").at(-1) ?? address.text) } }),
    };
}

const LOOKED = /\blookup $/;
const RESOLVER = /\blookup ·+ on \[?$/;
const ADDRESS = /\b(?:dial (?:tcp|udp)|(?:read|write) (?:tcp|udp)|registry|from host) \[?$/;

function urlOf(text: string): Url | undefined {
    const [, host, path = "", query = ""] = URL.exec(text) ?? [];
    return host === undefined ? undefined : { host: host.toLowerCase(), path, query };
}

function withoutPort(host: string): string {
    return host
        .replace(/^\[/, "")
        .replace(/\]?:\d+$/, "")
        .replace(/\]$/, "");
}
