// Pods whose sandbox cannot be created: no network, or no image for it. Each entry names the source of its texts.

import { IMAGE } from "../images";
import { type DiagnosisCase, UNBLAMED } from "./case";

const CONTAINER_ID = "4f7c1a0b9f6d2c5e8a3b1d0f7e6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a";

export const SANDBOXES: readonly DiagnosisCase[] = [
    {
        // pkg/kubelet/kuberuntime/kuberuntime_manager.go; Azure CNI, containerd internal/cri/server/sandbox_run.go
        what: "a network plugin that fails, for an hour",
        pods: [{ name: "web-a", minutes: 60 }],
        events: [
            {
                reason: "FailedCreatePodSandBox",
                message: `(combined from similar events): Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${CONTAINER_ID}": plugin type="azure-vnet" failed (add): IPAM Invoker Add failed with error: Failed to allocate pool`,
                minutes: [59, 1],
                count: 270,
            },
        ],
        status: {
            code: 1,
            cause: null,
            node: "n1",
            says: ["Failed to allocate pool", "270 times", "spec.nodeName=n1"],
            never: UNBLAMED,
        },
        migration: { state: "stuck", says: ["Failed to allocate pool"] },
    },
    {
        // pkg/kubelet/kubelet.go: NetworkNotReadyErrorMsg
        what: "a node whose network is not ready, while its kubelet answers",
        pods: [{ name: "web-a", minutes: 12 }],
        events: [
            {
                reason: "NetworkNotReady",
                message:
                    "network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized",
                minutes: [12, 1],
                count: 330,
            },
        ],
        status: { code: 1, cause: null, says: ["cni plugin not initialized"], never: UNBLAMED },
        migration: { state: "stuck" },
    },
    {
        // containerd internal/cri/server/podsandbox/sandbox_run.go: ensurePauseImageExists
        what: "a node that cannot pull the image of its sandboxes",
        pods: [{ name: "web-a", minutes: 30 }],
        events: [
            {
                reason: "FailedCreatePodSandBox",
                message: `Failed to create pod sandbox: rpc error: code = NotFound desc = failed to start sandbox "${CONTAINER_ID}": failed to get sandbox image "r.example/pause:3": failed to pull image "r.example/pause:3": failed to pull and unpack image "r.example/pause:3": failed to resolve reference "r.example/pause:3": r.example/pause:3: not found`,
                minutes: [30, 1],
                count: 130,
            },
        ],
        status: {
            code: 1,
            cause: "notFound",
            image: "r.example/pause:3",
            node: "n1",
            says: ["the image of the node's pod sandboxes"],
        },
        migration: { state: "stuck", says: ["r.example/pause:3"] },
    },
    {
        // containerd of Windows nodes, told in short
        what: "the image of sandboxes, on a Windows node",
        pods: [{ name: "web-a", minutes: 30 }],
        events: [
            {
                reason: "FailedCreatePodSandBox",
                message:
                    'Failed to create pod sandbox: rpc error: code = NotFound desc = failed to get sandbox image "mcr.microsoft.com/oss/kubernetes/pause:3.9": failed to pull image "mcr.microsoft.com/oss/kubernetes/pause:3.9": failed to pull and unpack image "mcr.microsoft.com/oss/kubernetes/pause:3.9": no match for platform in manifest: not found',
                minutes: [30, 1],
                count: 60,
            },
        ],
        status: { code: 1, cause: "wrongPlatform", image: "mcr.microsoft.com/oss/kubernetes/pause:3.9", node: "n1" },
    },
    {
        // dockershim (Kubernetes 1.23), docker's daemon
        what: "the image of sandboxes, with Docker",
        pods: [{ name: "web-a", minutes: 30 }],
        events: [
            {
                reason: "FailedCreatePodSandBox",
                message:
                    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed pulling image "k8s.gcr.io/pause:3.1": Error response from daemon: Get "https://k8s.gcr.io/v2/": dial tcp 108.177.97.82:443: i/o timeout',
                minutes: [30, 1],
                count: 60,
            },
        ],
        status: { code: 1, cause: "timeout", image: "k8s.gcr.io/pause:3.1", node: "n1" },
        migration: { state: "stuck", says: ["k8s.gcr.io/pause:3.1"] },
    },
    {
        // CRI-O server/sandbox_run_linux.go, containers/image docker/docker_client.go
        what: "the image of sandboxes, with CRI-O",
        pods: [{ name: "web-a", minutes: 30 }],
        events: [
            {
                reason: "FailedCreatePodSandBox",
                message:
                    'Failed to create pod sandbox: rpc error: code = Unknown desc = error creating pod sandbox with name "k8s_web-a_shop_uid_0": initializing source docker://registry.k8s.io/pause:3.9: pinging container registry registry.k8s.io: Get "https://registry.k8s.io/v2/": dial tcp: lookup registry.k8s.io on 10.0.0.10:53: no such host',
                minutes: [30, 1],
                count: 60,
            },
        ],
        status: { code: 1, cause: "dns", image: "registry.k8s.io/pause:3.9", node: "n1" },
        migration: { state: "stuck", says: ["registry.k8s.io/pause:3.9"] },
    },
    {
        what: "a sandbox whose image came in the end",
        pods: [{ name: "web-a", minutes: 30 }],
        events: [
            {
                reason: "FailedCreatePodSandBox",
                message:
                    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "r.example/pause:3": failed to pull image "r.example/pause:3": i/o timeout',
                minutes: [30, 4],
                count: 30,
            },
            { type: "Normal", reason: "Pulling", message: `Pulling image "${IMAGE}"`, minutes: [3, 3] },
        ],
        status: { code: 0, never: ["pause"] },
        migration: { state: "running" },
    },
];
