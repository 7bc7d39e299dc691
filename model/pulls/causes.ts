/**
 * Why a node cannot pull an image: what it means, what to do, and how long to wait for it to heal by itself.
 * In the advice IMAGE, REPOSITORY, REGISTRY and NODE stand for the real ones (see advice.ts); <...> is for the reader.
 */
import { type ShapedCause, shapedCause } from "./causeShapes";

/** `slow` and `unknown` have no text of their own: one is seen by the clock, the other is what remains. */
export type CauseName = ShapedCause | "slow" | "unknown";

export interface Cause {
    readonly name: CauseName;
    /** One line: a short title, a colon, and what it means. */
    readonly explanation: string;
    readonly advice: string;
    /** Seconds that a node may fail with it before the rollout does; Infinity: until the clock runs out. */
    readonly patienceSeconds: number;
}

const UNTIL_THE_CLOCK = Number.POSITIVE_INFINITY;

function cause(name: CauseName, patienceSeconds: number, explanation: string, advice: string): Cause {
    return { name, explanation, advice, patienceSeconds };
}

export const CAUSES: Readonly<Record<CauseName, Cause>> = {
    wrongPlatform: cause(
        "wrongPlatform",
        0,
        "wrong platform: the image has no manifest for the node's operating system and processor",
        "See which platforms it has with `image-delivery size IMAGE`, then build the missing one too: `docker buildx build --platform linux/amd64,linux/arm64 --push`.",
    ),
    rateLimited: cause(
        "rateLimited",
        UNTIL_THE_CLOCK,
        "rate limited (429): the registry, or the kubelet's own pull rate, allows no more requests for now",
        "It is tried again by itself. Take images of a public registry into your own: `az acr import --name <registry> --source IMAGE`.",
    ),
    diskFull: cause(
        "diskFull",
        120,
        "disk full: the node has no space left for the image",
        "See the node's disk pressure and images with `kubectl describe node NODE`; use a larger OS disk, or make the image smaller: `image-delivery optimize IMAGE`.",
    ),
    stalled: cause(
        "stalled",
        UNTIL_THE_CLOCK,
        "stalled: no progress for 5 minutes, so containerd cancelled the download",
        "It is tried again by itself. If it comes back, measure the way to the registry: `image-delivery test-pull IMAGE --node NODE`.",
    ),
    certificate: cause(
        "certificate",
        120,
        "certificate: the node does not trust the certificate that answers for the registry, or TLS is not spoken there",
        "Check that the name leads to the registry and that no proxy replaces its certificate: `az acr check-health --name REGISTRY --yes`.",
    ),
    wrongAnswer: cause(
        "wrongAnswer",
        120,
        "no registry: what answers at the registry's address is none, such as a proxy with a page of its own",
        "Open https://REGISTRY/v2/ from the cluster's network to see what answers. If it is the cluster's proxy, except the registry from it: `az aks update --resource-group <group> --name <cluster> --http-proxy-config <file>`.",
    ),
    dns: cause(
        "dns",
        120,
        "no such host: the node's DNS server does not know the registry's name, or does not answer",
        "Link the private DNS zone to the cluster's virtual network, with a record for the registry and each data endpoint: `az network private-dns record-set a list --resource-group <group> --zone-name privatelink.azurecr.io`.",
    ),
    timeout: cause(
        "timeout",
        UNTIL_THE_CLOCK,
        "timeout: the connection to the registry timed out or broke off",
        "It is tried again by itself. If it stays, a firewall or a route drops the traffic: `az aks check-acr --resource-group <group> --name <cluster> --acr REGISTRY`.",
    ),
    connectionRefused: cause(
        "connectionRefused",
        120,
        "connection refused: nothing answers at the registry's address",
        "Check the address and its private endpoint: `az network private-endpoint list --resource-group <group>`, then `az aks check-acr --resource-group <group> --name <cluster> --acr REGISTRY`.",
    ),
    forbidden: cause(
        "forbidden",
        120,
        "forbidden (403): the registry's firewall does not allow the node's address",
        "With public access disabled the name must resolve to the private endpoint, which `image-delivery size IMAGE` shows; allowed addresses: `az acr network-rule list --name REGISTRY`.",
    ),
    tokenRefused: cause(
        "tokenRefused",
        300,
        "token refused (401): the kubelet identity has no pull role on the registry, or it does not work yet",
        "A new role takes minutes to work. Otherwise assign AcrPull (ABAC registries: Container Registry Repository Reader) to the kubelet identity: `az role assignment list --all --assignee <kubelet identity>`.",
    ),
    noCredential: cause(
        "noCredential",
        300,
        "no credential (401): the node sent none for this registry",
        "Let the cluster pull with its identity, `az aks update --resource-group <group> --name <cluster> --attach-acr REGISTRY`, or name imagePullSecrets for another registry.",
    ),
    unauthorized: cause(
        "unauthorized",
        300,
        "pull access denied: there is no such repository, or the credential does not cover it",
        "Check the name with `image-delivery tags REPOSITORY`, and the credential with `az aks check-acr --resource-group <group> --name <cluster> --acr REGISTRY`.",
    ),
    corruptLayer: cause(
        "corruptLayer",
        UNTIL_THE_CLOCK,
        "corrupt layer: a layer or the manifest arrived damaged, or could not be unpacked",
        "It is downloaded again by itself. If one node repeats it, drain and reimage that node (`kubectl drain NODE --ignore-daemonsets`); if all do, push the image again.",
    ),
    notFound: cause(
        "notFound",
        60,
        "not found: the registry has no such repository, tag or digest",
        "Compare with what is there, `image-delivery tags REPOSITORY` or `image-delivery manifests REPOSITORY`, and push the image before the rollout.",
    ),
    serverError: cause(
        "serverError",
        UNTIL_THE_CLOCK,
        "registry error (5xx): the registry failed to answer",
        "It is tried again by itself. The registry's health: `az acr check-health --name REGISTRY --yes`.",
    ),
    signature: cause(
        "signature",
        0,
        "signature refused: the node's policy does not accept the signature of the image",
        "Sign the image with a key that the policy trusts, and push the signature to the same repository: `notation verify IMAGE`.",
    ),
    invalidName: cause(
        "invalidName",
        0,
        "invalid name: this is no image reference",
        "Write it as registry/repository@sha256:..., the repository in lower case; `image-delivery size IMAGE` checks it.",
    ),
    neverPull: cause(
        "neverPull",
        0,
        "never pulled: the image is not on the node and imagePullPolicy is Never",
        "Set imagePullPolicy to IfNotPresent.",
    ),
    slow: cause(
        "slow",
        UNTIL_THE_CLOCK,
        "slow: the pull takes longer than an image of this size should",
        "Compare size and speed with `image-delivery size IMAGE` and `image-delivery history`; where slow is normal, declare `network: slow`.",
    ),
    unknown: cause(
        "unknown",
        UNTIL_THE_CLOCK,
        "unknown cause: the kubelet's text says what is known",
        "Try the pull by itself, with its events: `image-delivery test-pull IMAGE --node NODE`.",
    ),
};

/** What a cause is called in a table: its explanation begins with it. */
export function causeTitle(name: CauseName): string {
    return CAUSES[name].explanation.split(":", 1)[0] ?? name;
}

/** The cause that a text of the kubelet, the runtime or a registry names; undefined where it names none that is known. */
export function causeOf(text: string): Cause | undefined {
    const name = shapedCause(text);
    return name && CAUSES[name];
}
