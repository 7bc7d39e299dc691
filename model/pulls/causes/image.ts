/** Causes that lie with the image itself, or with the name under which it is asked for. */
import { type CauseText, UNTIL_THE_CLOCK } from "./cause";

export const IMAGE_CAUSES = {
    wrongPlatform: {
        patienceSeconds: 0,
        explanation: "wrong platform: the image is not built for the node's operating system and processor",
        advice: "See which platforms it has with `image-delivery size IMAGE`, then build the missing one too: `docker buildx build --platform linux/amd64,linux/arm64 --push`.",
    },
    unsupportedImage: {
        patienceSeconds: 0,
        explanation: "unsupported image: the node's runtime cannot use an image of this format",
        advice: "Convert it to a current format, `docker buildx imagetools create --tag IMAGE IMAGE` for an old image, or build it again with a current `docker buildx build --push`; an artifact that is not a container image, such as a Helm chart, cannot be run.",
    },
    shortName: {
        patienceSeconds: 0,
        explanation:
            "short name: the image is named without its registry, and the node does not guess which one is meant",
        advice: "Write the registry in front of the name in the manifest, such as docker.io/library/nginx:1: `kubectl set image <workload> <container>=docker.io/<repository>:<tag> -n NAMESPACE`.",
    },
    invalidName: {
        patienceSeconds: 0,
        explanation: "invalid name: this is not an image reference",
        advice: "Write the reference as registry/repository@sha256:..., with the repository in lower case; `image-delivery size IMAGE` checks it.",
    },
    neverPull: {
        patienceSeconds: 0,
        explanation: "never pulled: the image is not on the node and imagePullPolicy is Never",
        advice: "Set imagePullPolicy to IfNotPresent.",
    },
    signature: {
        patienceSeconds: 0,
        explanation: "signature refused: the node's policy does not accept the signature of the image",
        advice: "Sign the image with a key that the policy trusts, and push the signature to the same repository: `notation verify IMAGE` or `cosign verify IMAGE`.",
    },
    blocked: {
        patienceSeconds: 120,
        explanation:
            "blocked by policy: the registry holds the image back, for its vulnerabilities, its quarantine or a lock",
        advice: "Read the finding in the registry, rebuild on a patched base (`image-delivery optimize IMAGE` names one) and push, or ask the registry's administrator to exempt the image.",
    },
    notFound: {
        patienceSeconds: 60,
        explanation: "not found: the registry has no such repository, tag or digest",
        advice: "Compare with what is there, `image-delivery tags REPOSITORY` or `image-delivery manifests REPOSITORY`, and push the image before the rollout.",
    },
    corruptLayer: {
        patienceSeconds: UNTIL_THE_CLOCK,
        explanation: "corrupt layer: a layer or the manifest is damaged, or arrived damaged",
        advice: "Kubernetes downloads it again on its own. If one node repeats it, drain and reimage that node (`kubectl drain NODE --ignore-daemonsets --delete-emptydir-data`); if all do, push the image again.",
    },
} as const satisfies Record<string, CauseText>;
