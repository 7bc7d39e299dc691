/** The configuration files of the platform's processes. */
import * as path from "node:path";
import { stringify } from "yaml";
import { containerdConfig, networkConfig } from "./containerRuntime";
import { API_SERVER, CONTAINERD_SOCKET, KUBELET_PORT, NODE_ADDRESS, PKI, PLATFORM, REGISTRY } from "./paths";

/** File name in .local/platform, and its text. */
export function configFiles(): Record<string, string> {
    return {
        "registry.yaml": stringify(registryConfig),
        "admission.yaml": stringify(admissionConfig),
        "kubelet.yaml": stringify(kubeletConfig),
        "containerd.toml": containerdConfig(),
        "cni/10-bridge.conflist": JSON.stringify(networkConfig, null, 2),
    };
}

const registryConfig = {
    version: 0.1,
    log: { level: "warn", accesslog: { disabled: true } },
    storage: {
        filesystem: { rootdirectory: path.join(PLATFORM, "registry") },
        delete: { enabled: true },
        maintenance: { uploadpurging: { enabled: false } },
    },
    http: { addr: REGISTRY },
};

/** Every namespace enforces the strictest Pod Security level: what runs here runs on a hardened cluster too. */
const admissionConfig = {
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "AdmissionConfiguration",
    plugins: [
        {
            name: "PodSecurity",
            configuration: {
                apiVersion: "pod-security.admission.config.k8s.io/v1",
                kind: "PodSecurityConfiguration",
                defaults: { enforce: "restricted", "enforce-version": "latest" },
                exemptions: { namespaces: ["kube-system"] },
            },
        },
    ],
};

const kubeletConfig = {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    address: NODE_ADDRESS,
    port: KUBELET_PORT,
    readOnlyPort: 0,
    healthzPort: 0,
    authentication: {
        anonymous: { enabled: false },
        webhook: { enabled: true },
        x509: { clientCAFile: path.join(PKI, "ca.crt") },
    },
    authorization: { mode: "Webhook" },
    tlsCertFile: path.join(PKI, "kubelet-server.crt"),
    tlsPrivateKeyFile: path.join(PKI, "kubelet-server.key"),
    containerRuntimeEndpoint: `unix://${CONTAINERD_SOCKET}`,
    cgroupDriver: "cgroupfs",
    failCgroupV1: false,
    failSwapOn: false,
    enforceNodeAllocatable: [],
    podLogsDir: path.join(PLATFORM, "pod-logs"),
    resolvConf: "",
    // There is no DNS: an address that refuses at once, because without one every pod carries a warning.
    clusterDNS: [NODE_ADDRESS],
    clusterDomain: "cluster.local",
    // Otherwise the kubelet leaves firewall chains on the host.
    makeIPTablesUtilChains: false,
    maxPods: 250,
    // Without CAP_SYS_RESOURCE a value above the hard limit stops the kubelet.
    maxOpenFiles: 20_000,
    // The disk is the developer's own: nearly full is its usual state, not a reason to evict.
    evictionHard: {
        "memory.available": "50Mi",
        "nodefs.available": "1%",
        "nodefs.inodesFree": "0%",
        "imagefs.available": "1%",
        "imagefs.inodesFree": "0%",
    },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    nodeStatusUpdateFrequency: "5s",
};

/** A kubeconfig for the API server of the platform; the certificates are PEM texts. */
export function kubeconfig(certificates: { ca: string; certificate: string; key: string }): string {
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    return stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": "local",
        clusters: [
            { name: "local", cluster: { server: API_SERVER, "certificate-authority-data": base64(certificates.ca) } },
        ],
        users: [
            {
                name: "local",
                user: {
                    "client-certificate-data": base64(certificates.certificate),
                    "client-key-data": base64(certificates.key),
                },
            },
        ],
        contexts: [{ name: "local", context: { cluster: "local", user: "local" } }],
    });
}
