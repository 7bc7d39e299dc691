import { containerd, DIGEST, heading, type PullText, resolving } from "./pullText";

const ACR = "contoso.azurecr.io/shop/api:1.4.2";
const ACR_URL = "https://contoso.azurecr.io/v2/shop/api/manifests/1.4.2";
const HUB = "docker.io/library/redis:8";
const HUB_URL = "https://registry-1.docker.io/v2/library/redis/manifests/8";
const LAYER = `https://eus2mng1.blob.core.windows.net/abc/docker/registry/v2/blobs/sha256/3b/3b8e/data?se=2026-01-01T00%3A00%3A00Z&sig=SECRETSIG%3D&sp=r&sr=b`;

export const PROXY_TEXTS: readonly PullText[] = [
    {
        text: heading(HUB, HUB_URL, "proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused"),
        cause: "proxy",
        step: "proxy",
        role: "proxy",
        command: "az aks update",
    },
    {
        text: heading(HUB, HUB_URL, "proxyconnect tcp: dial tcp 127.0.0.1:1082: connect: connection refused"),
        cause: "proxy",
        step: "proxy",
        role: "proxy",
    },
    {
        text: heading(
            ACR,
            ACR_URL,
            "proxyconnect tcp: dial tcp: lookup proxy.corp.example on 10.0.0.10:53: no such host",
        ),
        cause: "proxy",
        step: "proxy",
        role: "proxy",
    },
    {
        text: heading(ACR, ACR_URL, "proxyconnect tcp: dial tcp 10.20.0.4:8080: i/o timeout"),
        cause: "proxy",
        step: "proxy",
    },
    {
        text: heading(ACR, ACR_URL, "proxyconnect tcp: tls: first record does not look like a TLS handshake"),
        cause: "proxy",
        step: "proxy",
    },
    { text: heading(ACR, ACR_URL, "proxyconnect tcp: EOF"), cause: "proxy", step: "proxy" },
    { text: heading(ACR, ACR_URL, "Proxy Authentication Required"), cause: "proxy", step: "proxy" },
    { text: heading(HUB, HUB_URL, "Forbidden"), cause: "proxy" },
    { text: heading(HUB, HUB_URL, "Service Unavailable"), cause: "proxy" },
    { text: heading(HUB, HUB_URL, "Bad Gateway"), cause: "proxy" },
    {
        text: resolving(ACR, `unexpected status from HEAD request to ${ACR_URL}: 407 Proxy Authentication Required`),
        cause: "proxy",
    },
    {
        text: resolving(
            ACR,
            "failed to authorize: failed to fetch anonymous token: invalid character '<' looking for beginning of value",
        ),
        cause: "proxy",
        step: "token",
    },
    {
        text: resolving(
            ACR,
            `failed to authorize: failed to fetch oauth token: unable to decode token response: invalid character '<' looking for beginning of value`,
        ),
        cause: "proxy",
        step: "token",
    },
    {
        text: `initializing source docker://${HUB}: Requesting bearer token: invalid status code from registry 407 (Proxy Authentication Required)`,
        cause: "proxy",
    },
    {
        text: `initializing source docker://quay.io/acme/app:1: reading manifest 1 in quay.io/acme/app: StatusCode: 403, "<html>\\r\\n<head><title>403 Forbidden</title></head>..."`,
        cause: "proxy",
    },
    {
        text: `Error response from daemon: error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: "<!DOCTYPE html PUBLIC \\"-//W3C//DTD HTML 4.01//EN\\"><html><head><title>ERROR: The requested URL could not be retrieved</title>"`,
        cause: "proxy",
    },
    {
        text: `Error response from daemon: Get https://registry-1.docker.io/v2/: http: error connecting to proxy http://127.0.0.1:53847: dial tcp 127.0.0.1:53847: getsockopt: connection refused`,
        cause: "proxy",
        step: "proxy",
        role: "proxy",
    },
    {
        text: `Error response from daemon: Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 192.168.65.7:3128: connect: no route to host`,
        cause: "proxy",
    },
    {
        text: heading(
            HUB,
            HUB_URL,
            "socks connect tcp 10.2.0.4:1080->registry-1.docker.io:443: dial tcp 10.2.0.4:1080: connect: connection refused",
        ),
        cause: "proxy",
    },
    {
        text: `RegistryUnavailable: pull image err: initializing source docker://quay.io/acme/app:1: pinging container registry quay.io: Get "https://quay.io/v2/": proxyconnect tcp: dial tcp 172.16.3.2:3128: connect: connection refused`,
        cause: "proxy",
    },
];

export const NAME_TEXTS: readonly PullText[] = [
    {
        text: heading(ACR, ACR_URL, "dial tcp: lookup contoso.azurecr.io on 168.63.129.16:53: no such host"),
        cause: "dns",
        step: "dns",
        role: "resolver",
        command: "privatelink.azurecr.io",
    },
    { text: heading(ACR, ACR_URL, "dial tcp: lookup contoso.azurecr.io: i/o timeout"), cause: "dns", step: "dns" },
    {
        text: heading(
            ACR,
            ACR_URL,
            "dial tcp: lookup contoso.azurecr.io on 10.2.0.4:53: read udp 10.240.0.5:41934->10.2.0.4:53: i/o timeout",
        ),
        cause: "dns",
        step: "dns",
    },
    {
        text: heading(ACR, ACR_URL, "dial tcp: lookup contoso.azurecr.io on 127.0.0.53:53: server misbehaving"),
        cause: "dns",
        step: "dns",
    },
    {
        text: heading(
            HUB,
            HUB_URL,
            "dial tcp: lookup registry-1.docker.io on [::1]:53: read udp [::1]:46297->[::1]:53: read: connection refused",
        ),
        cause: "nodeDns",
        step: "dns",
        role: "resolver",
    },
    {
        text: heading(
            HUB,
            HUB_URL,
            "dial tcp: lookup registry-1.docker.io on 127.0.0.53:53: read udp 127.0.0.1:37422->127.0.0.53:53: read: connection refused",
        ),
        cause: "nodeDns",
        step: "dns",
    },
    {
        text: heading(
            HUB,
            HUB_URL,
            "dial tcp: lookup registry-1.docker.io on 169.254.20.10:53: dial udp 169.254.20.10:53: connect: connection refused",
        ),
        cause: "nodeDns",
    },
    { text: heading(HUB, HUB_URL, "dial tcp: lookup registry-1.docker.io: Try again"), cause: "dns" },
    {
        text: heading(
            HUB,
            HUB_URL,
            "dial tcp: lookup registry-1.docker.io on 8.8.8.8:53: dial udp 8.8.8.8:53: connect: network is unreachable",
        ),
        cause: "dns",
    },
    {
        text: `Error response from daemon: Get https://registry-1.docker.io/v2/: dial tcp: lookup registry-1.docker.io on 192.168.65.1:53: read udp 192.168.65.2:57382->192.168.65.1:53: i/o timeout`,
        cause: "dns",
    },
    {
        text: `initializing source docker://quay.io/acme/app:1: pinging container registry quay.io: Get "https://quay.io/v2/": dial tcp: lookup quay.io on 10.0.0.2:53: no such host`,
        cause: "dns",
    },
    {
        text: containerd(
            ACR,
            `failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://contoso.westeurope.data.azurecr.io/x/y?sig=AbC": dial tcp: lookup contoso.westeurope.data.azurecr.io on 10.1.0.4:53: no such host`,
        ),
        cause: "dns",
        step: "dns",
    },
];

export const CONNECTION_TEXTS: readonly PullText[] = [
    {
        text: heading(ACR, ACR_URL, "dial tcp 20.50.1.4:443: i/o timeout"),
        cause: "timeout",
        role: "registry",
        command: "az aks check-acr",
    },
    { text: heading(ACR, ACR_URL, "dial tcp 10.1.0.5:443: connect: connection timed out"), cause: "timeout" },
    { text: heading(HUB, HUB_URL, "net/http: TLS handshake timeout"), cause: "timeout" },
    {
        text: heading(HUB, HUB_URL, "read tcp 10.240.0.9:40532->52.1.2.3:443: read: connection reset by peer"),
        cause: "timeout",
    },
    {
        text: `Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
        cause: "timeout",
        role: "registry",
    },
    {
        text: `Error response from daemon: Get "https://registry-1.docker.io/v2/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
        cause: "timeout",
    },
    { text: heading(HUB, HUB_URL, "net/http: timeout awaiting response headers"), cause: "timeout" },
    {
        text: containerd(
            HUB,
            `failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://production.cloudflare.docker.com/registry-v2/docker/registry/v2/blobs/x/data?verify=1-abc": dial tcp 104.16.1.1:443: i/o timeout`,
        ),
        cause: "timeout",
        role: "storage",
    },
    {
        text: containerd(HUB, `failed to copy: read tcp 10.0.0.4:51234->104.18.1.2:443: read: connection timed out`),
        cause: "timeout",
    },
    {
        text: containerd(HUB, "failed to copy: stream error: stream ID 19; INTERNAL_ERROR; received from peer"),
        cause: "timeout",
    },
    {
        text: containerd(
            HUB,
            'failed to copy: http2: server sent GOAWAY and closed the connection; LastStreamID=1999, ErrCode=NO_ERROR, debug=""',
        ),
        cause: "timeout",
    },
    { text: containerd(HUB, "failed to copy: unexpected EOF"), cause: "timeout" },
    {
        text: containerd(HUB, `failed to copy: httpReadSeeker: failed open: failed to do request: Get "${LAYER}": EOF`),
        cause: "timeout",
        role: "storage",
    },
    {
        text: `Error response from daemon: Get "https://contoso.azurecr.io/v2/": dial tcp 52.1.2.3:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.`,
        cause: "timeout",
    },
    {
        text: containerd(
            ACR,
            "failed to copy: read tcp 10.224.0.6:50112->20.150.1.1:443: wsarecv: An existing connection was forcibly closed by the remote host.",
        ),
        cause: "timeout",
    },
    {
        text: heading(ACR, ACR_URL, "dial tcp 10.1.0.5:443: connect: connection refused"),
        cause: "connectionRefused",
        role: "registry",
        command: "az network private-endpoint list",
    },
    {
        text: heading(
            "registry.internal.example:5000/app:1",
            "https://registry.internal.example:5000/v2/app/manifests/1",
            "dial tcp 10.9.0.7:5000: connect: no route to host",
        ),
        cause: "connectionRefused",
        command: "curl",
    },
    {
        text: heading(
            ACR,
            ACR_URL,
            "dial tcp 10.1.0.5:443: connectex: No connection could be made because the target machine actively refused it.",
        ),
        cause: "connectionRefused",
    },
    {
        text: heading(HUB, HUB_URL, "dial tcp [2600:1f18:2148:bc02::1]:443: connect: network is unreachable"),
        cause: "connectionRefused",
    },
    {
        text: heading(HUB, HUB_URL, "dial tcp [2600:1f18:2148:bc02::1]:443: connect: cannot assign requested address"),
        cause: "nodeNetwork",
    },
    {
        text: heading(HUB, HUB_URL, "dial tcp 44.205.64.79:443: connect: operation not permitted"),
        cause: "nodeNetwork",
    },
    { text: heading(HUB, HUB_URL, "dial tcp 44.205.64.79:443: connect: permission denied"), cause: "nodeNetwork" },
    { text: heading(HUB, HUB_URL, "dial tcp 44.205.64.79:443: socket: too many open files"), cause: "nodeNetwork" },
    {
        text: containerd(
            ACR,
            `failed to copy: httpReadSeeker: failed open: failed to do request: Get "${LAYER}": context canceled`,
        ),
        cause: "stalled",
    },
    {
        text: `rpc error: code = Canceled desc = failed to pull and unpack image "${ACR}": failed to resolve reference "${ACR}": failed to do request: Head "${ACR_URL}": context canceled`,
        cause: "stalled",
    },
    { text: containerd(ACR, `failed to extract layer ${DIGEST}: context canceled: unknown`), cause: "stalled" },
    { text: `rpc error: code = Unknown desc = context deadline exceeded`, cause: "timeout" },
];

export const CERTIFICATE_TEXTS: readonly PullText[] = [
    {
        text: heading(
            "harbor.corp.example/app/api:1",
            "https://harbor.corp.example/v2/app/api/manifests/1",
            "x509: certificate signed by unknown authority",
        ),
        cause: "certificate",
    },
    {
        text: heading(ACR, ACR_URL, "tls: failed to verify certificate: x509: certificate signed by unknown authority"),
        cause: "certificate",
        role: "registry",
    },
    {
        text: heading(
            ACR,
            ACR_URL,
            "tls: failed to verify certificate: x509: certificate is valid for *.azurewebsites.net, *.scm.azurewebsites.net, not contoso.azurecr.io",
        ),
        cause: "certificateName",
    },
    {
        text: heading(
            "10.0.0.5:5000/app:1",
            "https://10.0.0.5:5000/v2/app/manifests/1",
            "x509: cannot validate certificate for 10.0.0.5 because it doesn't contain any IP SANs",
        ),
        cause: "certificateName",
    },
    {
        text: heading(
            "reg.example/app:1",
            "https://reg.example/v2/app/manifests/1",
            "x509: certificate relies on legacy Common Name field, use SANs instead",
        ),
        cause: "certificateName",
    },
    {
        text: heading(
            "reg.example/app:1",
            "https://reg.example/v2/app/manifests/1",
            "x509: certificate is not valid for any names, but wanted to match reg.example",
        ),
        cause: "certificateName",
    },
    {
        text: heading(
            "reg.example/app:1",
            "https://reg.example/v2/app/manifests/1",
            "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-03-01T08:12:00Z is after 2026-02-20T23:59:59Z",
        ),
        cause: "certificateExpired",
    },
    {
        text: heading(
            "reg.example/app:1",
            "https://reg.example/v2/app/manifests/1",
            "remote error: tls: handshake failure",
        ),
        cause: "tls",
    },
    {
        text: heading(
            "reg.example/app:1",
            "https://reg.example/v2/app/manifests/1",
            "remote error: tls: protocol version not supported",
        ),
        cause: "tls",
    },
    {
        text: heading(
            "reg.example/app:1",
            "https://reg.example/v2/app/manifests/1",
            "remote error: tls: internal error",
        ),
        cause: "tls",
    },
    {
        text: heading(
            "reg.example:5000/app:1",
            "https://reg.example:5000/v2/app/manifests/1",
            "http: server gave HTTP response to HTTPS client",
        ),
        cause: "plainHttp",
        command: "hosts.toml",
    },
    {
        text: heading(
            "reg.example:5000/app:1",
            "https://reg.example:5000/v2/app/manifests/1",
            "tls: first record does not look like a TLS handshake",
        ),
        cause: "plainHttp",
    },
    {
        text: `initializing source docker://reg.example:5000/app:1: pinging container registry reg.example:5000: Get "https://reg.example:5000/v2/": http: server gave HTTP response to HTTPS client`,
        cause: "plainHttp",
    },
    {
        text: `Error response from daemon: Get https://10.0.0.5/v2/: x509: cannot validate certificate for 10.0.0.5 because it doesn't contain any IP SANs`,
        cause: "certificateName",
    },
    {
        text: `initializing source docker://reg.example/app:1: pinging container registry reg.example: Get "https://reg.example/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
        cause: "certificate",
    },
];
