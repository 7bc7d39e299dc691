import { ACR } from "../images";
import { ACR_URL, heading, type PullText } from "./pullText";

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
