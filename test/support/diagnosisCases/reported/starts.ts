// Containers and sandboxes that could not be started for their processor, their operating system or the node's snapshotter,
// and volumes and addresses of which there are too few, as people reported them in public: each names its report.

import type { ContainerShape } from "../../podObjects";
import type { DiagnosisCase, EventShape, ExpectedStatus } from "../case";

const UNBLAMED = [/image-delivery (?:tags|optimize)/];

function stuck(
    what: string,
    event: EventShape,
    status: Partial<ExpectedStatus>,
    container: ContainerShape = {},
): DiagnosisCase {
    return {
        what,
        pods: [{ name: "web-a", minutes: 40, containers: [container] }],
        events: [{ minutes: [39, 1], count: 60, ...event }],
        status: { code: 1, cause: null, node: "n1", never: UNBLAMED, ...status },
        migration: { state: "stuck", never: [/Wait|Nothing to do/] },
        gate: false,
    };
}

function container(what: string, reason: string, message: string, status: Partial<ExpectedStatus>): DiagnosisCase {
    const image = status.cause ? "ghcr.io/acme/app:1" : undefined;
    const state = { ...(image && { image }), state: { reason, message } };
    const expected = { ...(image && { image }), ...status };
    return stuck(what, { reason: "Failed", message: `Error: ${message}` }, expected, state);
}

function sandbox(what: string, error: string, says: readonly string[]): DiagnosisCase {
    const message = `Failed to create pod sandbox: rpc error: code = Unknown desc = ${error}`;
    return { ...stuck(what, { reason: "FailedCreatePodSandBox", message }, { says }), gate: undefined };
}

const START =
    "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ";
const OTHER_PROCESSOR = `${START}exec: "/app": exec format error: unknown`;

export const REPORTED_STARTS: readonly DiagnosisCase[] = [
    // containerd/containerd#12243
    container("an image for another processor, which was pulled", "RunContainerError", OTHER_PROCESSOR, {
        cause: "wrongPlatform",
        says: ["wrong platform", "image-delivery size ghcr.io/acme/app:1"],
    }),
    {
        // The same between two attempts: pkg/kubelet/kubelet_pods.go, convertToAPIContainerStatuses
        ...stuck(
            "an image for another processor, between two attempts to start it",
            { reason: "Failed", message: `Error: ${OTHER_PROCESSOR}` },
            { cause: "wrongPlatform", image: "ghcr.io/acme/app:1" },
            {
                image: "ghcr.io/acme/app:1",
                restarts: 7,
                state: { reason: "CrashLoopBackOff", message: "back-off 5m0s restarting failed container=app" },
                lastEnd: { reason: "StartError", message: OTHER_PROCESSOR },
            },
        ),
    },
    // kubernetes/kubernetes#74019
    container(
        "a Windows image for another version of Windows, which was pulled",
        "RunContainerError",
        'failed to start container "cf6b9017": Error response from daemon: CreateComputeSystem cf6b9017: The container operating system does not match the host operating system.\n(extra info: {"SystemType":"Container","Owner":"docker"})',
        { cause: "wrongPlatform", says: ["wrong platform"] },
    ),
    // GoogleCloudPlatform/gke-fleet-management#97
    stuck(
        "a program that may not be run, between two attempts to start it",
        { reason: "Failed", message: `Error: ${START}exec: "/run.sh": permission denied: unknown` },
        { says: ["container not started", "permission denied"] },
        {
            restarts: 3,
            state: { reason: "CrashLoopBackOff" },
            lastEnd: { reason: "StartError", message: `${START}exec: "/run.sh": permission denied: unknown` },
        },
    ),
    // dragonflyoss/nydus#1385
    container(
        "a snapshotter whose daemon does not run",
        "CreateContainerError",
        "failed to create containerd container: snapshot 10056 is not ready, err: wait until daemon is RUNNING: get daemon state: daemon socket /var/lib/containerd-nydus/socket/cj4b/api.sock: not found: unknown",
        { cause: "mirror", says: ["The snapshotter that streams images"] },
    ),
    // MicrosoftDocs/Virtualization-Documentation#765
    sandbox(
        "a sandbox image for another version of Windows",
        'failed to start sandbox container for pod "web-a": Error response from daemon: container 0238a431 encountered an error during CreateContainer: failure in a Windows system call: The operating system of the container does not match the operating system of the host. (0xc0370101) extra info: {"SystemType":"Container"}',
        ["no sandbox", "correct sandbox_image"],
    ),
    // kata-containers/kata-containers#9257
    sandbox(
        "a sandbox for which the node has no D-Bus",
        "failed to create containerd task: failed to create shim task: Checking if systemd unit cri-containerd-d628.scope exists\n\nCaused by:\n    0: Establishing a D-Bus connection\n    1: I/O error: No such file or directory (os error 2)",
        ["no sandbox", "D-Bus"],
    ),
    // aws/karpenter-provider-aws#3989
    sandbox(
        "a node of Amazon that has no addresses",
        'failed to setup network for sandbox "25852447": plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
        ["no network", "may have no address left"],
    ),
    // Azure/AKS#1307
    sandbox(
        "a network plugin that leaves half an answer",
        'failed to set up sandbox container "c06a7ba6" network for pod "web-a": NetworkPlugin cni failed to set up pod "web-a_shop" network: unexpected end of JSON input',
        ["no network", "unexpected end of JSON input"],
    ),
    // kubernetes-sigs/azuredisk-csi-driver#1097
    stuck(
        "a node that takes no more disks",
        {
            reason: "FailedAttachVolume",
            message:
                'AttachVolume.Attach failed for volume "pvc-54c5" : rpc error: code = FailedPrecondition desc = Retriable: false, RetryAfter: 0s, HTTPStatusCode: 409, RawError: {\n  "error": {\n    "code": "OperationNotAllowed",\n    "message": "The maximum number of data disks allowed to be attached to a VM of this size is 8.",\n    "target": "dataDisks"\n  }\n}',
        },
        { says: ["maximum number of data disks", "use a larger VM size"] },
    ),
    {
        // kubernetes/kubernetes#81020
        what: "a volume in another zone than the nodes",
        pods: [{ name: "web-a", node: null, minutes: 40 }],
        events: [
            {
                reason: "FailedScheduling",
                message:
                    "0/3 nodes are available: 3 node(s) had volume node affinity conflict. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
                minutes: [39, 1],
                count: 9,
            },
        ],
        status: { code: 1, cause: null, says: ["no node", "in another zone", "kubectl describe pv"] },
        gate: false,
    },
];
