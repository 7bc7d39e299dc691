// Pods that wait for a volume. The texts are those of Kubernetes' sources, which each entry names.

import { IMAGE } from "../images";
import { type DiagnosisCase, UNBLAMED } from "./case";

export const STUCK_VOLUMES: readonly DiagnosisCase[] = [
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
