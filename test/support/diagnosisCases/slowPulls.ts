// Pulls that go on, were cut off, or lack what they need to begin.
import { IMAGE } from "../images";
import { type DiagnosisCase, type EventShape, pullCase } from "./case";

const RESOLVE = `failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}"`;

function pulls(about: string, image: string, minutes: number): EventShape {
    const message = `Pulling image "${image}"`;
    return { about, type: "Normal", reason: "Pulling", message, minutes: [minutes, minutes] };
}

const ANONYMOUS = pullCase(
    "a pull secret that does not exist",
    `${RESOLVE}: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://acr1.azurecr.io/oauth2/token: 401 Unauthorized`,
    {
        cause: "pullSecretMissing",
        node: "n1",
        says: [
            /says +imagePullSecret regcred does not exist in namespace shop/,
            /kubectl create secret docker-registry regcred -n shop/,
        ],
    },
    { migration: { state: "stuck", says: ["imagePullSecret regcred does not exist in namespace shop"] } },
);

export const SLOW_PULLS: readonly DiagnosisCase[] = [
    {
        // pkg/kubelet/kubelet_pods.go: getPullSecretsForPod
        ...ANONYMOUS,
        events: [
            ...(ANONYMOUS.events ?? []),
            {
                reason: "FailedToRetrieveImagePullSecret",
                message:
                    "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.",
                minutes: [9, 1],
                count: 40,
            },
        ],
    },
    {
        ...ANONYMOUS,
        what: "a pull secret of a long name that does not exist",
        events: [
            ...(ANONYMOUS.events ?? []),
            {
                reason: "FailedToRetrieveImagePullSecret",
                message:
                    "Unable to retrieve some image pull secrets (registry-credential-of-the-team-that-builds-the-image); attempting to pull the image may not succeed.",
                minutes: [9, 0],
                count: 40,
            },
        ],
        status: {
            ...ANONYMOUS.status,
            says: [
                "imagePullSecret registry-credential-of-the-team-that-builds-the-image does not exist in namespace shop",
            ],
        },
        migration: { state: "stuck" },
    },
    {
        what: "a long pull of unknown size",
        pods: [{ name: "web-a", minutes: 46 }],
        events: [pulls("web-a", IMAGE, 45)],
        status: {
            code: 0,
            says: ["pulling for 45 min, which is slow; its size is unknown"],
            never: ["of this size", /stuck:/, "network: slow"],
        },
        migration: { state: "running", never: ["Wait:"] },
        gate: false,
    },
    {
        // pkg/kubelet/images/image_manager.go tells of the pull before it enters the node's queue (puller.go)
        what: "a pull behind two others on its node",
        pods: ["a", "b", "c"].map((name) => ({
            name: `web-${name}`,
            minutes: 30,
            containers: [{ image: `r.example/${name}:1` }],
        })),
        events: ["a", "b", "c"].map((name, index) => pulls(`web-${name}`, `r.example/${name}:1`, 20 - index)),
        status: { code: 0, says: ["perhaps in the node's queue behind 2 pulls that began earlier"] },
        gate: false,
    },
    {
        // pkg/kubelet/eviction/helpers.go: nodeLowMessageFmt, thresholdMetMessageFmt
        what: "an eviction for disk during the pull",
        pods: [
            {
                name: "web-a",
                minutes: 9,
                containers: [],
                status: {
                    phase: "Failed",
                    reason: "Evicted",
                    message:
                        "The node was low on resource: ephemeral-storage. Threshold quantity: 13387456Ki, available: 9120344Ki. ",
                },
            },
        ],
        events: [pulls("web-a", IMAGE, 8)],
        status: { code: 1, cause: "diskFull", image: IMAGE, node: "n1", says: ["low on resource: ephemeral-storage"] },
        gate: false,
    },
    {
        // The same, without its events, as pkg/kubelet/status/status_manager.go leaves it.
        what: "an eviction for disk of a pod that never started",
        pods: [
            {
                name: "web-a",
                minutes: 12,
                status: {
                    phase: "Failed",
                    reason: "Evicted",
                    message: "The node had condition: [DiskPressure]. ",
                    containerStatuses: [
                        {
                            name: "app",
                            image: IMAGE,
                            imageID: "",
                            restartCount: 0,
                            state: {
                                terminated: {
                                    exitCode: 137,
                                    reason: "ContainerStatusUnknown",
                                    message: "The container could not be located when the pod was terminated",
                                },
                            },
                        },
                    ],
                },
            },
        ],
        status: { code: 1, cause: "diskFull", image: IMAGE, node: "n1", says: ["DiskPressure"] },
        gate: false,
    },
    {
        // The same source: nodeConditionMessageFmt. What ran before it was evicted is not about its image.
        what: "an eviction for disk of a pod that ran",
        pods: [
            {
                name: "web-a",
                minutes: 900,
                containers: [{ state: 137 }],
                status: { phase: "Failed", reason: "Evicted", message: "The node had condition: [DiskPressure]. " },
            },
        ],
        status: { code: 0, never: ["disk full"] },
        gate: false,
    },
    {
        what: "two unknown errors, which are two faults",
        pods: ["a", "b", "c"].map((name) => ({
            name: `web-${name}`,
            minutes: 9,
            containers: [
                {
                    state: {
                        reason: "ErrImagePull",
                        message: `rpc error: code = Unknown desc = ${name === "c" ? "the moon is full" : "gremlins in cable 17"}`,
                    },
                },
            ],
        })),
        status: { code: 1, says: ["the moon is full", "gremlins in cable 17", "pods 2:", "pods 1:"] },
        gate: false,
    },
];
