/** What to do where the same cause wants another way, depending on the case at hand. */

import type { ImageReference } from "../image/reference";
import { registryKind } from "../registry/kind";
import type { Cause } from "./causes/table";
import { decisionOf } from "./error/decide";
import { isLoopback } from "./error/hosts";
import { type PullError, readError } from "./error/pullError";

export interface AdviceFor {
    readonly image?: string;
    readonly node?: string;
    readonly namespace?: string;
    /** What the kubelet said: who answered decides between two ways to go on. */
    readonly text?: string;
}

const DRAIN = "`kubectl drain NODE --ignore-daemonsets --delete-emptydir-data`";

const STREAMING = `Artifact streaming on the node fails: see \`kubectl debug node/NODE -it --image=busybox -- chroot /host systemctl status acr-mirror overlaybd-tcmu overlaybd-snapshotter\`, drain and reimage the node (${DRAIN}), or use a node pool without artifact streaming.`;
const DISK =
    "See what fills the node's disk with `kubectl describe node NODE`; drain and reimage the node, or use a larger OS disk.";
const SNAPSHOTTER = `The snapshotter that streams images on the node (nydus, stargz, SOCI) fails: restart it and see its log, pull the image without it, or drain and reimage the node: ${DRAIN}.`;
const NODE_MIRROR = `See which mirror the node is told to ask: \`kubectl debug node/NODE -it --image=busybox -- cat /host/etc/containerd/certs.d/REGISTRY/hosts.toml\`; restart that mirror (Spegel: its pod on NODE), or drain and reimage the node: ${DRAIN}.`;
const OWN_LOCALHOST =
    "In a reference localhost is the node itself, not your machine. Push the image to a registry that the nodes can reach, `docker push <registry>/<repository>:<tag>`, and name that one.";
const CLOCK_OR_PROXY =
    "The signed address of the layer is not accepted: it has expired, the node's clock is wrong, or a proxy changes it. Compare nodes with `image-delivery test-pull IMAGE --all-nodes`, and exempt the storage's host from the proxy.";

const OLD_RUNTIME =
    "The node's runtime is too old for images in OCI's format: upgrade the node, or push the image in Docker's: `docker buildx build --provenance=false --output type=image,name=IMAGE,push=true,oci-mediatypes=false .`";
const SERVICE_NAME =
    "Nodes do not use the cluster's own DNS, so they do not know the name of a Service: give the registry a name that the nodes' DNS server knows (an ingress or a load balancer), or name it by a NodePort of the node itself.";

/** Where another way is right, depending on who answered or with what. */
export function adviceOfCase(
    cause: Cause,
    reference: ImageReference | undefined,
    about: AdviceFor,
): string | undefined {
    return ofReference(cause, reference, about) ?? ofAnswer(cause, reference, about);
}

function ofReference(
    { name }: Cause,
    reference: ImageReference | undefined,
    { image, text = "" }: AdviceFor,
): string | undefined {
    const host = hostOfReference(reference);
    switch (name) {
        case "diskFull":
            return image === undefined ? DISK : undefined;
        case "dns":
            return IN_CLUSTER.test(host) ? SERVICE_NAME : undefined;
        case "unsupportedImage":
            return /accept header does not support/i.test(text) ? OLD_RUNTIME : undefined;
        case "connectionRefused":
            return isLoopback(host) ? OWN_LOCALHOST : undefined;
        default:
            return undefined;
    }
}

function hostOfReference(reference: ImageReference | undefined): string {
    return reference?.registry.replace(/:\d+$/, "") ?? "";
}

const IN_CLUSTER = /\.svc(?:\.[a-z0-9.-]+)?$/;

function ofAnswer(
    { name }: Cause,
    reference: ImageReference | undefined,
    { image, text }: AdviceFor,
): string | undefined {
    if (text === undefined || (name !== "mirror" && name !== "storageRefused")) {
        return undefined;
    }
    const error = decisionOf(readError(text, image))?.error;
    return error && (name === "mirror" ? mirrorAdvice(error, reference) : storageAdvice(error));
}

function mirrorAdvice({ step, host, words }: PullError, reference: ImageReference | undefined): string | undefined {
    if (step === "stream" && /nydus|stargz|soci|image ref|remote snapshot|is not ready|daemon socket/i.test(words)) {
        return SNAPSHOTTER;
    }
    // What a node asks in place of a registry on localhost may well be another host.
    if (host.role !== "mirror" && isLoopback(hostOfReference(reference))) {
        return OWN_LOCALHOST;
    }
    const streams = step === "stream" || (host.role === "nodeMirror" && registryKind(reference?.registry) === "acr");
    return streams ? STREAMING : host.role === "nodeMirror" ? NODE_MIRROR : undefined;
}

function storageAdvice({ answer }: PullError): string | undefined {
    return answer?.kind === "storageSignature" ? CLOCK_OR_PROXY : undefined;
}
