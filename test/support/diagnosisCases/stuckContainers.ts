// Pods whose containers cannot be created. The texts are those of Kubernetes' sources, which each entry names.

import { IMAGE } from "../images";
import { type DiagnosisCase, UNBLAMED } from "./case";

export const STUCK_CONTAINERS: readonly DiagnosisCase[] = [
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
];
