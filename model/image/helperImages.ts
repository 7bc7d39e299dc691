/** The images that this package itself runs, and where they are found under a prefix of the team's own registry. */
import { type Fault, faultsAt } from "../fault";
import { type ImageReference, parseImageReference } from "./reference";

interface HelperImage {
    /** The public repository that copies come from; all of these can be read and cached without a credential. */
    readonly repository: string;
    readonly tag: string;
    /** Of the index of all platforms, which copies keep. */
    readonly digest: string;
    /** What runs where no prefix is given. */
    readonly fallback?: string;
    readonly use: string;
}

/** By the name of their repository under the prefix. */
export const HELPER_IMAGES = {
    pause: {
        repository: "registry.k8s.io/pause",
        tag: "3.10.1",
        digest: "sha256:278fb9dbcca9518083ad1e11276933a2e96f23de604a3a08cc3c80002767d24c",
        // The sandbox image of AKS: it is on every node, by this tag.
        fallback: "mcr.microsoft.com/oss/v2/kubernetes/pause:3.6",
        use: "waits, in pre-pull pods and in the companion of NodeWarmup",
    },
    busybox: {
        repository: "public.ecr.aws/docker/library/busybox",
        tag: "1.37.0-musl",
        digest: "sha256:5cec3fc171c87218698e85a52af7087de727372aae264a787b8112901a5b0092",
        fallback: "docker.io/library/busybox:1.37.0-musl",
        use: "gives pre-pull pods of the method initContainer something to run",
    },
    kubectl: {
        repository: "registry.k8s.io/kubectl",
        tag: "v1.36.4",
        digest: "sha256:b8d523e7b8cdc5e3caa0f8891ee9f504abf137dec786e6e0ddd33e4f272c2f13",
        use: "lets new nodes in, for NodeWarmup on Kubernetes 1.35 to 1.37",
    },
} as const satisfies Readonly<Record<string, HelperImage>>;

export type HelperImageName = keyof typeof HELPER_IMAGES;

/** The copy of an image in the team's registry: the tag is for people, nodes pull the digest. */
export function prefixedImage(prefix: string, name: HelperImageName): string {
    const { tag, digest } = HELPER_IMAGES[name];
    return `${prefix}/${name}:${tag}@${digest}`;
}

/** Registry and path of a prefix. @throws Error that says what a prefix is. */
export function parseImagePrefix(prefix: string): { readonly registry: string; readonly path: string } {
    const expected = `expected a registry's host and a path in it, such as myregistry.azurecr.io/image-delivery`;
    const read = referenceUnder(prefix);
    if (read === undefined || !prefix.startsWith(`${read.registry}/`)) {
        throw new Error(`"${prefix}" is not a prefix of images; ${expected}`);
    }
    return { registry: read.registry, path: prefix.slice(read.registry.length + 1) };
}

/** Undefined where no image can be under the prefix. */
function referenceUnder(prefix: string): ImageReference | undefined {
    try {
        return parseImageReference(prefixedImage(prefix, "busybox"));
    } catch {
        return undefined;
    }
}

export function imagePrefixFaults(prefix: string): Fault[] {
    try {
        parseImagePrefix(prefix);
        return [];
    } catch (error) {
        return faultsAt("", (error as Error).message);
    }
}
