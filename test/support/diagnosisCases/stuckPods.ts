// Pods that have their node and do not start for a reason other than their images. The texts are those of Kubernetes' sources,
// which each entry names.

import { IMAGE } from "../images";
import { node } from "../objects";
import { minutesAgo } from "../podObjects";
import type { DiagnosisCase } from "./case";

const UNBLAMED = [/pull access|not found: the registry|test-pull|image-delivery (?:tags|size|optimize)/];
const CONTAINER_ID = "4f7c1a0b9f6d2c5e8a3b1d0f7e6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a";

export const STUCK_PODS: readonly DiagnosisCase[] = [
    {
        // pkg/kubelet/volumemanager/volume_manager.go, pkg/volume/util/operationexecutor/operation_generator.go
        what: "a volume whose Secret is missing, for days",
        pods: [{ name: "web-a", minutes: 4_000 }],
        events: [
            {
                reason: "FailedMount",
                message: 'MountVolume.SetUp failed for volume "cert" : secret "webhook-server-cert" not found',
                minutes: [3_990, 2],
                count: 1_980,
            },
            {
                reason: "FailedMount",
                message:
                    "Unable to attach or mount volumes: unmounted volumes=[cert], unattached volumes=[], failed to process volumes=[]: timed out waiting for the condition",
                minutes: [3_980, 1],
                count: 900,
            },
        ],
        status: {
            code: 1,
            cause: null,
            node: "n1",
            says: [
                'secret "webhook-server-cert" not found',
                "2880 times",
                "for 2 days",
                "kubectl get secret webhook-server-cert -n shop",
            ],
            never: UNBLAMED,
        },
        migration: { state: "stuck", says: ['secret "webhook-server-cert" not found'], never: [/Wait|Nothing to do/] },
    },
    {
        // pkg/controller/volume/attachdetach/reconciler/reconciler.go
        what: "a disk that another node still has",
        pods: [{ name: "db-0", minutes: 20 }],
        events: [
            {
                reason: "FailedAttachVolume",
                message: 'Multi-Attach error for volume "pvc-1f" Volume is already exclusively attached to one node',
                minutes: [20, 20],
            },
            {
                reason: "FailedMount",
                message:
                    "Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[]: timed out",
                minutes: [18, 1],
                count: 8,
            },
        ],
        status: {
            code: 1,
            cause: null,
            says: ["Multi-Attach error", "kubectl get volumeattachments"],
            never: UNBLAMED,
        },
        migration: { state: "stuck", says: ["Multi-Attach error"] },
    },
    {
        // pkg/volume/csi/csi_attacher.go; of a pod whose containers have no status yet
        what: "a disk that cannot be attached",
        pods: [{ name: "web-a", minutes: 30, status: { containerStatuses: [] } }],
        events: [
            {
                reason: "FailedAttachVolume",
                message:
                    'AttachVolume.Attach failed for volume "pvc-1f" : rpc error: code = Unknown desc = Attach volume failed: disk is owned by another VM',
                minutes: [29, 1],
                count: 15,
            },
        ],
        status: {
            code: 1,
            cause: null,
            node: "n1",
            says: ["disk is owned by another VM", "15 times"],
            never: UNBLAMED,
        },
    },
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
        // pkg/kubelet/kuberuntime/kuberuntime_container.go: ErrCreateContainerConfig; pkg/kubelet/kubelet_pods.go
        what: "a variable from a Secret that is missing, for hours",
        pods: [
            {
                name: "web-a",
                minutes: 200,
                containers: [
                    {
                        name: "api",
                        state: { reason: "CreateContainerConfigError", message: 'secret "db-password" not found' },
                    },
                ],
            },
        ],
        events: [
            {
                type: "Normal",
                reason: "Pulled",
                message: `Container image "${IMAGE}" already present on machine`,
                minutes: [200, 1],
                count: 900,
            },
            { reason: "Failed", message: 'Error: secret "db-password" not found', minutes: [199, 1], count: 890 },
        ],
        status: {
            code: 1,
            cause: null,
            says: [
                'container api: secret "db-password" not found',
                "890 times",
                "kubectl get secret db-password -n shop",
            ],
            never: UNBLAMED,
        },
        migration: { state: "stuck", says: ['secret "db-password" not found'] },
        gate: false,
    },
    {
        // pkg/kubelet/kuberuntime/security_context.go; its events have expired
        what: "a container that would run as root, and may not",
        pods: [
            {
                name: "web-a",
                minutes: 200,
                containers: [
                    {
                        state: {
                            reason: "CreateContainerConfigError",
                            message:
                                'container has runAsNonRoot and image will run as root (pod: "web-a_shop(uid-web-a)", container: app)',
                        },
                    },
                ],
            },
        ],
        status: { code: 1, cause: null, says: ["runAsNonRoot", "kubectl describe pod web-a -n shop"], never: UNBLAMED },
        migration: { state: "stuck", says: ["runAsNonRoot"] },
        gate: false,
    },
    {
        // pkg/kubelet/kuberuntime/kuberuntime_container.go: ErrCreateContainer; containerd and runc
        what: "a container that the runtime cannot create, for hours",
        pods: [
            {
                name: "web-a",
                minutes: 180,
                containers: [
                    {
                        state: {
                            reason: "CreateContainerError",
                            message:
                                'failed to generate container "5f" spec: failed to generate spec: no command specified',
                        },
                    },
                ],
            },
        ],
        events: [
            {
                reason: "Failed",
                message: 'Error: failed to generate container "5f" spec: failed to generate spec: no command specified',
                minutes: [179, 1],
                count: 800,
            },
        ],
        status: { code: 1, cause: null, says: ["no command specified", "such as the command"], never: UNBLAMED },
        migration: { state: "stuck", says: ["no command specified"] },
        gate: false,
    },
    {
        // AKS artifact streaming: accelerated-container-image, pkg/snapshot/storage.go
        what: "an image that is streamed, and cannot be mounted",
        pods: [
            {
                name: "web-a",
                minutes: 20,
                containers: [
                    {
                        state: {
                            reason: "CreateContainerError",
                            message:
                                "failed to create containerd container: failed to attach and mount for snapshot 42: failed to enable target for /sys/kernel/config/target/core/user_999999999/dev_42: failed to open remote file as tar file",
                        },
                    },
                ],
            },
        ],
        status: { code: 1, cause: "mirror", image: IMAGE, node: "n1", says: ["Artifact streaming", "n1"] },
        migration: { state: "stuck" },
        gate: false,
    },
    {
        // containerd client/container_opts_unix.go; the disk filled up after the pull
        what: "a node whose disk is full when the container is created",
        pods: [
            {
                name: "web-a",
                minutes: 20,
                containers: [
                    {
                        state: {
                            reason: "CreateContainerError",
                            message:
                                "failed to create containerd container: mkdir /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/new-1: no space left on device",
                        },
                    },
                ],
            },
        ],
        status: { code: 1, cause: "diskFull", image: IMAGE, node: "n1" },
        migration: { state: "stuck" },
        gate: false,
    },
    {
        // pkg/controller/nodelifecycle/node_lifecycle_controller.go
        what: "a pull on a node whose kubelet is silent",
        pods: [{ name: "web-a", minutes: 25, node: "n2" }],
        nodes: [
            node("n1"),
            {
                metadata: { name: "n2" },
                status: {
                    conditions: [
                        {
                            type: "Ready",
                            status: "Unknown",
                            reason: "NodeStatusUnknown",
                            message: "Kubelet stopped posting node status.",
                            lastTransitionTime: minutesAgo(20),
                        },
                    ],
                },
            },
        ],
        events: [{ type: "Normal", reason: "Pulling", message: `Pulling image "${IMAGE}"`, minutes: [24, 24] }],
        status: {
            code: 1,
            cause: null,
            node: "n2",
            says: ["node n2 is not ready: Kubelet stopped posting node status.", "kubectl describe node n2"],
            never: [...UNBLAMED, "network: slow"],
        },
        migration: { state: "stuck", says: ["node n2 is not ready"] },
        gate: false,
    },
    {
        what: "a pod to which nothing happens, and whose events are gone",
        pods: [{ name: "web-a", minutes: 300 }],
        status: { code: 1, cause: null, says: ["nothing was pulled or started", "for 5 h"], never: UNBLAMED },
        migration: { state: "stuck", never: [/Wait|Nothing to do/] },
        gate: false,
    },
    {
        what: "a debug container that cannot be created, in a pod that runs",
        pods: [
            {
                name: "web-a",
                minutes: 900,
                containers: [
                    { name: "api", state: "running" },
                    {
                        name: "debugger",
                        kind: "ephemeral",
                        image: "busybox:1",
                        state: { reason: "CreateContainerError", message: "no command specified" },
                    },
                ],
            },
        ],
        status: { code: 0, never: ["stuck:"] },
        gate: false,
    },
    {
        what: "a volume that is attached in its first minutes",
        pods: [{ name: "web-a", minutes: 2 }],
        events: [
            {
                reason: "FailedMount",
                message: 'MountVolume.MountDevice failed for volume "pvc-1f" : rpc error: code = Aborted',
                minutes: [2, 1],
                count: 3,
            },
        ],
        status: { code: 0, says: ["MountVolume.MountDevice failed"] },
        migration: { state: "running" },
    },
    {
        what: "a volume that was mounted after an hour, and a pull since then",
        pods: [{ name: "web-a", minutes: 70 }],
        events: [
            {
                reason: "FailedMount",
                message: 'MountVolume.SetUp failed for volume "cert" : secret "x" not found',
                minutes: [60, 5],
                count: 30,
            },
            { type: "Normal", reason: "Pulling", message: `Pulling image "${IMAGE}"`, minutes: [3, 3] },
        ],
        status: { code: 0, says: ["pulling"] },
        migration: { state: "running" },
    },
];

export const SANDBOX_IMAGES: readonly DiagnosisCase[] = [
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
