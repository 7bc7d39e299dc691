// Containers, volumes and pods that did not come to be, as people reported them in public: each names its report.

import type { DiagnosisCase } from "../case";

const UNBLAMED = [/image-delivery (?:tags|size|optimize)/];

function container(
    what: string,
    reason: string,
    message: string,
    says: readonly string[],
    cause: DiagnosisCase["status"]["cause"] = null,
): DiagnosisCase {
    return {
        what,
        pods: [{ name: "web-a", minutes: 50, containers: [{ state: { reason, message } }] }],
        events: [{ reason: "Failed", message: `Error: ${message}`, minutes: [49, 1], count: 200 }],
        status: { code: 1, cause, node: "n1", says, never: UNBLAMED },
        migration: { state: "stuck", never: [/Wait|Nothing to do/] },
        gate: false,
    };
}

function volume(what: string, reason: string, message: string, says: readonly string[]): DiagnosisCase {
    return {
        what,
        pods: [{ name: "web-a", minutes: 300 }],
        events: [{ reason, message, minutes: [299, 1], count: 150 }],
        status: { code: 1, cause: null, node: "n1", says, never: UNBLAMED },
        migration: { state: "stuck", never: [/Wait|Nothing to do/] },
    };
}

export const REPORTED_CONTAINERS: readonly DiagnosisCase[] = [
    // containerd/containerd#4604
    container(
        "a container whose name is taken",
        "CreateContainerError",
        'failed to reserve container name "app_web-a_shop_37b2_1": name "app_web-a_shop_37b2_1" is reserved for "7c54f31e"',
        ["container not started", "is reserved for"],
    ),
    // kubernetes/kubernetes#94557
    container(
        "a container whose name is taken, with Docker",
        "CreateContainerError",
        'Error response from daemon: Conflict. The container name "/k8s_app_web-a_shop_1b08_2" is already in use by container "94ffec11". You have to remove (or rename) that container to be able to reuse that name',
        ["container not started", "already in use"],
    ),
    // containerd/nydus-snapshotter#647
    container(
        "a container whose streamed files cannot be read",
        "CreateContainerError",
        "failed to create containerd container: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount4004440706: read /var/lib/containerd/tmpmounts/containerd-mount4004440706/etc/passwd: invalid argument",
        ["container not started", "mount callback failed"],
    ),
    // containers/storage#145
    container(
        "a container whose image is another than its digest says, on CRI-O",
        "CreateContainerError",
        "Manifest does not match provided manifest digest sha256:3181b2fff8cbdefa2302a04b1eb2273251749e9320d0083b807d32e9f0e18961",
        ["container not started", "does not match provided manifest digest"],
    ),
    // microsoft/hcsshim#919
    container(
        "a Windows node whose disk for containers is not ready",
        "RunContainerError",
        "failed to create containerd task: failed to mount container storage: hcsshim::PrepareLayer - failed failed in Win32: The device is not ready. (0x15): unknown",
        ["container not started", "(0x15)"],
    ),
    // Azure/AKS#3627
    container(
        "a Windows container that cannot join its network",
        "RunContainerError",
        "failed to create containerd task: failed to create shim task: hcs::CreateComputeSystem app: The requested operation for attach namespace failed.: unknown",
        ["container not started", "attach namespace"],
    ),
    // hetznercloud/csi-driver#284
    volume(
        "a volume whose driver does not run on the node",
        "FailedMount",
        'MountVolume.MountDevice failed for volume "postgres-pv" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name csi.hetzner.cloud not found in the list of registered CSI drivers',
        ["volume not mounted", "csi.hetzner.cloud", "kubectl get csinode n1"],
    ),
    // kyverno/kyverno#5184
    {
        what: "a policy on signatures that refuses the pods of a ReplicaSet",
        pods: [],
        events: [
            {
                about: { kind: "ReplicaSet", name: "web-7d4b" },
                reason: "FailedCreate",
                message:
                    'Error creating: admission webhook "mutate.kyverno.svc-fail" denied the request: resource Pod/shop/web-7d4b was blocked due to the following policies verify-image: autogen-verify: failed to verify image ghcr.io/acme/app:1: .attestors[0].entries[0].keys: no matching signatures',
                minutes: [40, 2],
                count: 14,
            },
        ],
        objects: [
            {
                plural: "replicasets",
                object: {
                    metadata: { name: "web-7d4b", namespace: "shop", uid: "uid-web-7d4b" },
                    spec: { replicas: 3 },
                    status: { replicas: 0 },
                },
            },
        ],
        status: {
            code: 1,
            cause: null,
            workload: "web-7d4b",
            says: ["pods refused", "no matching signatures", "ask the owner of mutate.kyverno.svc-fail"],
        },
        migration: { state: "stuck", says: ["no matching signatures"] },
        gate: false,
    },
];
