import { ACR, HUB } from "../images";
import { ACR_URL, containerd, HUB_URL, heading, type PullText, resolving } from "./pullText";

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
