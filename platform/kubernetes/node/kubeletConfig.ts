/** The configuration of a node's kubelet. */
import * as path from "node:path";
import { KUBELET_PORT, PKI } from "../../paths";
import { type RealNode, socketOf } from "../../realNode";

export function kubeletConfig(node: RealNode): object {
    return {
        apiVersion: "kubelet.config.k8s.io/v1beta1",
        kind: "KubeletConfiguration",
        address: node.address,
        port: KUBELET_PORT,
        readOnlyPort: 0,
        healthzPort: 0,
        authentication: {
            anonymous: { enabled: false },
            webhook: { enabled: true },
            x509: { clientCAFile: path.join(PKI, "ca.crt") },
        },
        authorization: { mode: "Webhook" },
        tlsCertFile: path.join(node.pki, "kubelet-server.crt"),
        tlsPrivateKeyFile: path.join(node.pki, "kubelet-server.key"),
        containerRuntimeEndpoint: `unix://${socketOf(node)}`,
        cgroupDriver: "cgroupfs",
        cgroupRoot: node.cgroupRoot,
        failCgroupV1: false,
        failSwapOn: false,
        enforceNodeAllocatable: [],
        podLogsDir: path.join(node.folder, "pod-logs"),
        resolvConf: "",
        // There is no DNS: an address that refuses immediately, because without one every pod carries a warning.
        clusterDNS: [node.address],
        clusterDomain: "cluster.local",
        // Otherwise the kubelet leaves firewall chains on the host.
        makeIPTablesUtilChains: false,
        maxPods: 250,
        // As on AKS since 1.31; the kubelet's own default is one image after another.
        serializeImagePulls: false,
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
        registerWithTaints: node.taints.map(taintOf),
    };
}

/** `KEY[=VALUE]:EFFECT` as an object. */
function taintOf(text: string): object {
    const [, key, value, effect] = /^([^=:]+)(?:=([^:]*))?:(.+)$/.exec(text) ?? [];
    return { key, value, effect };
}
