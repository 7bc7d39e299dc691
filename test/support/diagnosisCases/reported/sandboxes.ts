// Pods whose sandbox could not be set up, as people reported them in public: each names its report.

import type { DiagnosisCase } from "../case";
import { BLOB } from "./texts";

const UNBLAMED = [/image-delivery (?:tags|size|optimize)/];

function sandbox(
    what: string,
    error: string,
    says: readonly string[],
    cause: DiagnosisCase["status"]["cause"] = null,
): DiagnosisCase {
    return {
        what,
        pods: [{ name: "web-a", minutes: 40 }],
        events: [
            {
                reason: "FailedCreatePodSandBox",
                message: `Failed to create pod sandbox: ${error}`,
                minutes: [39, 1],
                count: 90,
            },
        ],
        status: { code: 1, cause, node: "n1", says, never: UNBLAMED },
        migration: { state: "stuck", never: [/Wait|Nothing to do/] },
    };
}

const UNPACKING = `rpc error: code = NotFound desc = failed to create containerd container: error unpacking image: failed to extract layer ${BLOB}: failed to get reader from content store: content digest sha256:fbe1a72f5dcd08ba4ca3ce3468c742786c1f6578c1f6bb401be1c4620d6ff705: not found`;
const NETWORK = "rpc error: code = Unknown desc = failed to setup network for sandbox";

export const REPORTED_SANDBOXES: readonly DiagnosisCase[] = [
    {
        // dragonflyoss/nydus#1621, #1702
        ...sandbox(
            "the image of sandboxes, whose layers are gone from the node",
            UNPACKING,
            ["node store", "kubectl drain n1"],
            "nodeStore",
        ),
        // A gate says the text when its clock runs out: nothing has been pulled yet.
        gate: false,
    },
    {
        // containerd pkg/cri/sbserver/sandbox_run.go on a disk that is full
        ...sandbox(
            "a node whose disk is too full for a sandbox",
            "rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: mkdir /run/containerd/io.containerd.runtime.v2.task/k8s.io/62d7: no space left on device: unknown",
            ["disk full"],
            "diskFull",
        ),
        gate: false,
    },
    // opencontainers/runc: a cgroup is not a disk
    sandbox(
        "a node that has no room for another cgroup",
        "rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: OCI runtime create failed: unable to apply cgroup configuration: mkdir /sys/fs/cgroup/memory/kubepods/pod62d7: no space left on device: unknown",
        ["no sandbox", "no space left on device"],
    ),
    // kata-containers/kata-containers#3456
    sandbox(
        "a sandbox whose runtime is not there",
        "rpc error: code = NotFound desc = failed to create containerd task: failed to create shim: not found",
        ["no sandbox", "failed to create shim"],
    ),
    // kata-containers/kata-containers#7072
    sandbox(
        "a sandbox whose virtual machine does not start",
        'rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: Others("failed to handler message create container\nCaused by:\n    0: create\n    1: agent create container\n    2: rpc status: code: INTERNAL message: No such file or directory (os error 2)"): unknown',
        ["no sandbox", "agent create container"],
    ),
    // senthilrch/kube-fledged#194
    sandbox(
        "a sandbox whose name is taken",
        'rpc error: code = Unknown desc = failed to reserve sandbox name "web-a_shop_46f063f3_0": name "web-a_shop_46f063f3_0" is reserved for "62d706b05a73"',
        ["no sandbox", "is reserved for"],
    ),
    // cri-o/cri-o#2984
    sandbox(
        "a sandbox whose name is taken, on CRI-O",
        "rpc error: code = Unknown desc = error reserving pod name k8s_web-a_shop_45d9_0 for id f0325581: name is reserved",
        ["no sandbox", "name is reserved"],
    ),
    // Azure/AKS#4342
    sandbox(
        "a node of Azure that has no addresses",
        `${NETWORK} "3e16c561": plugin type="azure-vnet" failed (add): IPAM Invoker Add failed with error: Failed to get IP address from CNS with error: %w: http request failed: Post "http://localhost:10090/network/requestipconfig": dial tcp 127.0.0.1:10090: connect: connection refused`,
        ["no network", "localhost:10090", "kubectl get pods -n kube-system"],
    ),
    // cilium/cilium#40345
    sandbox(
        "a node whose network agent does not run",
        `${NETWORK} "eda8bab9": plugin type="cilium-cni" failed (add): unable to connect to Cilium agent: failed to create cilium agent client after 30.000000 seconds timeout: Get "http://localhost/v1/config": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory`,
        ["no network", "cilium.sock"],
    ),
    // k8snetworkplumbingwg/multus-cni#943
    sandbox(
        "a node that does not reach the API server",
        `${NETWORK} "bc59dc1e": plugin type="multus" name="multus-cni-network" failed (add): Multus: [shop/web-a]: error getting pod: Get "https://[10.96.0.1]:443/api/v1/namespaces/shop/pods/web-a?timeout=1m0s": dial tcp 10.96.0.1:443: i/o timeout`,
        ["no network", "i/o timeout"],
    ),
    // eksctl-io/eksctl#5118
    sandbox(
        "a Windows node whose network refuses an address",
        `${NETWORK} "6d119074": plugin type="vpc-shared-eni" name="vpc" failed (add): hnsCall failed in Win32: An address provided is invalid or reserved. (0x803b002f)`,
        ["no network", "0x803b002f"],
    ),
    // Azure/aks-engine#2064
    sandbox(
        "a network that fails, with Docker",
        '[failed to set up sandbox container "ccfe3d3b" network for pod "web-a": NetworkPlugin cni failed to set up pod "web-a_shop" network: unexpected end of JSON input, failed to clean up sandbox container "ccfe3d3b" network for pod "web-a": NetworkPlugin cni failed to teardown pod "web-a_shop" network: unable to connect to Cilium daemon]',
        ["no network", "unexpected end of JSON input"],
    ),
];
