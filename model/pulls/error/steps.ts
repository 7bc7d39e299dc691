/** Which step of a pull an error is about, and which program speaks: from the wrappers around the innermost words. */

import type { Span } from "./alternatives";

export type Step = (typeof STEPS)[number][0] | "unknown";
export type Runtime = (typeof RUNTIMES)[number][0] | "unknown";

/** Whatever is wrapped in these happened there, however deep. */
const ANYWHERE = [
    [
        "stream",
        /overlaybd|attach and mount|\btcmu\b|open remote file as tar|stargz|nydus|image ref of snapshot|remote snapshot|\bsoci\b|snapshot \d+ is not ready|daemon socket/i,
    ],
    [
        "proxy",
        /proxyconnect|connecting to proxy|error from proxy|invalid proxy|unknown proxy|socks connect|proxy authentication|proxy error/i,
    ],
    [
        "socket",
        /dial unix|terminated by RST_STREAM|error reading from server|connection error: desc|desc = "?transport|\bnpipe\b|cannot connect to the docker daemon/i,
    ],
    ["dns", /\blookup ·/],
] as const;

/** The innermost wrapper of a chain tells its step. */
const STEPS = [
    ...ANYWHERE,
    ["tls", /^tls$|^x509$|TLS handshake/],
    [
        "token",
        /fetch (?:oauth|anonymous) token|failed to authorize|requesting bearer token|bearer token|invalid_token|logging in|auth(?:orization)? server|token response/i,
    ],
    [
        "unpack",
        /failed to extract layer|failed to register layer|prepare extraction snapshot|prepare snapshot|apply(?:ing)? layer|failed to unpack|unpack image|unpacking|storing blob|adding layer|committing the finished image|re-exec error|failed to commit snapshot|mount callback failed|hcsshim|processing tar file|wrong diff id/i,
    ],
    ["store", /failed commit on ref|writing blob|failed to send write|happened during read|ingest|content store/i],
    [
        "blob",
        /httpReadSeeker|failed to copy|reading blob|fetching blob|parsing image configuration|error pulling image configuration|could not fetch content|copying layer|downloading|config descriptor/i,
    ],
    [
        "manifest",
        /failed to resolve|reading manifest|HEAD request|fetching target platform image|\[manifests|pinging container registry|ping attempt failed|manifest for|choosing (?:an )?image|unable to fetch descriptor|initializing source/i,
    ],
    ["connect", /dial (?:tcp|udp)|^connect$/],
    ["start", /containerd task|OCI runtime|create containerd container/],
    ["inspect", /failed to inspect image|ImageInspectError|image status/i],
] as const;

/** The words of a step that decide whatever stands within them. */
export const SHAPES_ANYWHERE = Object.fromEntries(ANYWHERE) as Record<(typeof ANYWHERE)[number][0], RegExp>;

const RUNTIMES = [
    ["windows", /hcsshim|Win32|windowsfilter|\(0x[0-9a-f]+\)/i],
    ["docker", /Error response from daemon|failed to register layer/],
    [
        "crio",
        /reading manifest|initializing source|pinging container registry|Mirrors also failed|copying system image|Source image rejected|short[- ]name|choosing (?:an )?image|StatusCode:|happened during read|reading blob|requesting bearer token|unable to retrieve auth token/i,
    ],
    [
        "containerd",
        /failed to pull and unpack|failed to resolve|httpReadSeeker|failed commit on ref|extraction snapshot|containerd|failed to extract layer/,
    ],
    ["kubelet", /QPS exceeded|pull policy of Never|couldn't parse image|InvalidImageName/],
] as const;

export function stepOf(words: string, alternative: Span, links: readonly Span[]): Step {
    const whole = words.slice(alternative.start, alternative.end);
    const anywhere = ANYWHERE.find(([, shape]) => shape.test(whole));
    if (anywhere) {
        return anywhere[0];
    }
    for (let index = links.length - 1; index >= 0; index--) {
        const link = links[index];
        const text = link ? words.slice(link.start, link.end) : "";
        const found = STEPS.find(([, shape]) => shape.test(text));
        if (found) {
            return found[0];
        }
    }
    return "unknown";
}

export function runtimeOf(words: string): Runtime {
    return RUNTIMES.find(([, shape]) => shape.test(words))?.[0] ?? "unknown";
}
