/** Causes on the node, and what the clock tells. */
import { type CauseText, UNTIL_THE_CLOCK } from "./cause";

const DRAIN = "`kubectl drain NODE --ignore-daemonsets --delete-emptydir-data`";

export const NODE_CAUSES = {
    diskFull: {
        patienceSeconds: 120,
        explanation: "disk full: the node has no space left for the image",
        advice: "See the node's disk pressure and images with `kubectl describe node NODE`; use a larger OS disk, or make the image smaller: `image-delivery optimize IMAGE`.",
    },
    nodeStore: {
        patienceSeconds: 300,
        explanation: "node store: the runtime's image store on the node is damaged or inconsistent",
        advice: `The image and the registry are fine. Drain the node, ${DRAIN}, and reimage or replace it.`,
    },
    runtime: {
        patienceSeconds: 300,
        explanation: "runtime: the container runtime on the node does not answer the kubelet",
        advice: `The image and the registry are fine. Restart containerd or CRI-O on the node; if it persists, drain the node, ${DRAIN}, and reimage it.`,
    },
    unpackDenied: {
        patienceSeconds: 120,
        explanation: "unpacking refused: the node does not let the runtime write the layer's files",
        advice: `Security software, a rootless runtime or a file system without owners and devices can cause this: compare with another node, \`image-delivery test-pull IMAGE --all-nodes\`, and drain and reimage the one that fails (${DRAIN}).`,
    },
    locked: {
        patienceSeconds: UNTIL_THE_CLOCK,
        graceSeconds: 300,
        explanation: "layer locked: another pull of the same layer is under way on this node",
        advice: `Nothing to do yet: it continues when the other pull ends. If it persists, drain and reimage the node: ${DRAIN}.`,
    },
    pullRate: {
        patienceSeconds: UNTIL_THE_CLOCK,
        graceSeconds: 120,
        explanation: "kubelet limit: the node starts more pulls than its kubelet allows in a second",
        advice: "Nothing to do: Kubernetes retries within seconds. If it happens at each rollout, raise the kubelet's registryPullQPS and registryBurst, or roll out fewer images at a time: `image-delivery watch`.",
    },
    slow: {
        patienceSeconds: UNTIL_THE_CLOCK,
        explanation: "slow: the pull takes longer than it should",
        advice: "Compare size and speed with `image-delivery size IMAGE` and `image-delivery history`; where slow is normal, declare `network: slow`.",
    },
    unknown: {
        patienceSeconds: UNTIL_THE_CLOCK,
        explanation: "unknown cause: the kubelet's text says what is known",
        advice: "Try the pull on its own, with its events: `image-delivery test-pull IMAGE --node NODE`.",
    },
} as const satisfies Record<string, CauseText>;
