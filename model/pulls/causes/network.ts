/** Causes on the way between the node and the registry. */
import { type CauseText, UNTIL_THE_CLOCK } from "./cause";

export const NETWORK_CAUSES = {
    proxy: {
        patienceSeconds: 120,
        explanation: "proxy: the HTTP proxy between the node and the registry refuses, fails or answers in its place",
        advice: "Check the proxy's address, credential and rules, or exempt the registry from it (noProxy): `az aks update --resource-group <group> --name <cluster> --http-proxy-config <file>`; on other clusters the runtime's HTTPS_PROXY and NO_PROXY.",
    },
    mirror: {
        patienceSeconds: 300,
        explanation: "mirror: a mirror that the node asks in place of the registry fails, not the registry",
        advice: "See where the node sends its pulls, `kubectl debug node/NODE -it --image=busybox -- cat /host/etc/containerd/certs.d/REGISTRY/hosts.toml`, and repair or remove that mirror.",
    },
    dns: {
        patienceSeconds: 120,
        explanation: "no such host: the node's DNS server does not know the registry's name, or does not answer",
        advice: "Check the name in the reference, and what the node's DNS server answers: `kubectl debug node/NODE -it --image=busybox -- nslookup HOST`.",
    },
    nodeDns: {
        patienceSeconds: 120,
        explanation: "node DNS: the node's own name service does not run, so it resolves no name at all",
        advice: "Restart the resolver on the node (`systemctl restart systemd-resolved`, or the node-local DNS cache) and check /etc/resolv.conf; if it persists, drain and reimage the node: `kubectl drain NODE --ignore-daemonsets --delete-emptydir-data`.",
    },
    connectionRefused: {
        patienceSeconds: 120,
        explanation: "connection refused: nothing answers at the registry's address, or no route leads there",
        advice: "Check the address and port, and whether the registry runs: `curl -iv https://REGISTRY/v2/` from the cluster's network.",
    },
    nodeNetwork: {
        patienceSeconds: 120,
        explanation: "node network: the node itself cannot open the connection, or a rule on it forbids that",
        advice: "Usually a host firewall, security software, IPv6 without an address, or exhausted ports: compare with another node, `image-delivery test-pull IMAGE --all-nodes`, and drain and reimage the one that fails (`kubectl drain NODE --ignore-daemonsets --delete-emptydir-data`).",
    },
    timeout: {
        patienceSeconds: UNTIL_THE_CLOCK,
        explanation: "timeout: the connection to the registry timed out or broke off",
        advice: "Kubernetes retries on its own. If it persists, a firewall or a route drops the traffic: compare the nodes with `image-delivery test-pull IMAGE --all-nodes`.",
    },
    stalled: {
        patienceSeconds: UNTIL_THE_CLOCK,
        explanation: "stalled: no progress for 5 minutes, so the runtime cancelled the download",
        advice: "Kubernetes retries on its own. If it recurs, time a pull on that node: `image-delivery test-pull IMAGE --node NODE`.",
    },
    certificate: {
        patienceSeconds: 120,
        explanation: "certificate: the node does not trust the authority that signed the registry's certificate",
        advice: "If a proxy replaces the certificate, exempt the registry from it; if the registry has an authority of its own, give its certificate to the nodes: `az aks update --resource-group <group> --name <cluster> --custom-ca-trust-certificates <file>`, or /etc/containerd/certs.d/REGISTRY/hosts.toml.",
    },
    certificateName: {
        patienceSeconds: 120,
        explanation:
            "certificate name: the certificate is for another host, so the reference or DNS leads to the wrong one",
        advice: "Use a name that the certificate holds, and check where the name leads: `openssl s_client -connect HOST:PORT -servername HOST </dev/null`.",
    },
    certificateExpired: {
        patienceSeconds: 120,
        explanation: "certificate expired: the registry's certificate is no longer valid, or the node's clock is wrong",
        advice: "Renew the certificate; check its dates with `openssl s_client -connect HOST:PORT -servername HOST </dev/null | openssl x509 -noout -dates`, and compare with the node's clock.",
    },
    tls: {
        patienceSeconds: 120,
        explanation: "TLS refused: the other side ended the TLS handshake",
        advice: "The server expects another TLS version, another name or a client certificate, or something in between breaks TLS: `openssl s_client -connect HOST:PORT -servername HOST </dev/null` from the cluster's network.",
    },
    plainHttp: {
        patienceSeconds: 120,
        explanation: "plain HTTP: one side speaks HTTP and the other HTTPS",
        advice: 'Serve the registry with TLS, or write its http:// address into the node\'s configuration, server = "http://REGISTRY" in /etc/containerd/certs.d/REGISTRY/hosts.toml (`insecure = true` in registries.conf for CRI-O). See what it speaks: `curl -i http://REGISTRY/v2/`.',
    },
} as const satisfies Record<string, CauseText>;
