/** The advice of a cause with the names of the case at hand, so its commands can be pasted. */

import { type ImageReference, parseImageReference } from "../image/reference";
import { acrName, registryKind } from "../registry/kind";
import type { Cause } from "./causes/table";
import { decisionOf } from "./error/decide";
import { isLoopback } from "./error/hosts";
import { type PullError, readError } from "./error/pullError";
import { ADVICE_BY_KIND } from "./registryAdvice/byKind";

export interface AdviceFor {
    readonly image?: string;
    readonly node?: string;
    readonly namespace?: string;
    /** What the kubelet said: who answered decides between two ways to go on. */
    readonly text?: string;
}

/** What to do about `cause`, by the kind of registry, with its placeholders filled in; what is not known keeps its own. */
export function adviceText(cause: Cause, about: AdviceFor): string {
    const reference = referenceOf(about.image);
    const advice =
        adviceOfCase(cause, reference, about) ?? ADVICE_BY_KIND[registryKind(reference?.registry)][cause.name];
    const names: Partial<Record<string, string>> = {
        ...(reference && namesOf(reference)),
        NODE: about.node,
        NAMESPACE: about.namespace,
    };
    return (advice ?? cause.advice).replace(PLACEHOLDER, (word) => names[word] ?? word);
}

const PLACEHOLDER =
    /\b(?:IMAGE|REPOSITORY|REGISTRY|NODE|NAMESPACE|NAME|SUFFIX|SOURCE|SOURCE_REPOSITORY|PATH|PATH_REPOSITORY|REGION)\b/g;

function referenceOf(image: string | undefined): ImageReference | undefined {
    try {
        return image === undefined ? undefined : parseImageReference(image);
    } catch {
        // An invalid name is one of the causes; a command with it would only fail again.
        return undefined;
    }
}

function namesOf({ text, registry, repository, tag, digest }: ImageReference): Record<string, string> {
    const version = digest === undefined ? `:${tag ?? "latest"}` : `@${digest}`;
    return {
        IMAGE: text,
        REGISTRY: registry,
        REPOSITORY: `${registry}/${repository}`,
        NAME: acrName(registry),
        SUFFIX: registry.slice(registry.indexOf(".") + 1),
        SOURCE: `${registry}/${repository}${version}`,
        SOURCE_REPOSITORY: `${registry}/${repository}`,
        PATH: `${repository}${version}`,
        PATH_REPOSITORY: repository,
        REGION: /\.ecr\.([a-z0-9-]+)\./.exec(registry)?.[1] ?? "<region>",
    };
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

/** Where another way is right, depending on who answered or with what. */
function adviceOfCase({ name }: Cause, reference: ImageReference | undefined, about: AdviceFor): string | undefined {
    if (name === "diskFull" && about.image === undefined) {
        return DISK;
    }
    if (name !== "mirror" && name !== "connectionRefused" && name !== "storageRefused") {
        return undefined;
    }
    if (name !== "storageRefused" && reference && isLoopback(reference.registry.replace(/:\d+$/, ""))) {
        return OWN_LOCALHOST;
    }
    const error = about.text === undefined ? undefined : decisionOf(readError(about.text, about.image))?.error;
    if (name === "connectionRefused" || error === undefined) {
        return undefined;
    }
    return name === "mirror" ? mirrorAdvice(error, reference) : storageAdvice(error);
}

function mirrorAdvice({ step, host, words }: PullError, reference: ImageReference | undefined): string | undefined {
    if (step === "stream" && /nydus|stargz|soci|image ref|remote snapshot/i.test(words)) {
        return SNAPSHOTTER;
    }
    const streams = step === "stream" || (host.role === "nodeMirror" && registryKind(reference?.registry) === "acr");
    return streams ? STREAMING : host.role === "nodeMirror" ? NODE_MIRROR : undefined;
}

function storageAdvice({ answer }: PullError): string | undefined {
    return answer?.kind === "storageSignature" ? CLOCK_OR_PROXY : undefined;
}
