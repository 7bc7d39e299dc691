/** The configuration files of the platform's processes. */
import * as path from "node:path";
import { stringify } from "yaml";
import { API_SERVER, PLATFORM, REGISTRY } from "../paths";
import type { RealNode } from "../realNode";
import { AUDIT_POLICY, auditPolicy } from "./audit";
import { containerdConfig, networkConfig } from "./node/containerRuntime";
import { kubeletConfig } from "./node/kubeletConfig";
import { containerdOf, kubeletOf } from "./node/services";

export interface ConfigFile {
    readonly file: string;
    readonly text: string;
    /** The program that has to be started again after a change. */
    readonly reader: string;
}

export function configFiles(nodes: readonly RealNode[]): ConfigFile[] {
    const ours = (name: string, text: string, reader: string) => ({ file: path.join(PLATFORM, name), text, reader });
    return [
        ours("registry.yaml", stringify(registryConfig), "registry"),
        ours("admission.yaml", stringify(admissionConfig), "kube-apiserver"),
        { file: AUDIT_POLICY, text: stringify(auditPolicy), reader: "kube-apiserver" },
        ...nodes.flatMap(nodeFiles),
    ];
}

/** containerd reads its own and the network's. */
function nodeFiles(node: RealNode): ConfigFile[] {
    const inNode = (name: string, text: string, reader: string) => ({
        file: path.join(node.folder, name),
        text,
        reader,
    });
    const [containerd, kubelet] = [containerdOf(node).program, kubeletOf(node).program];
    return [
        inNode("kubelet.yaml", stringify(kubeletConfig(node)), kubelet),
        inNode("containerd.toml", containerdConfig(node), containerd),
        inNode("cni/10-bridge.conflist", JSON.stringify(networkConfig(node), null, 2), containerd),
    ];
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
