/**
 * Image references, read as the kubelet reads them. The grammar is that of github.com/distribution/reference, each part matched
 * on its own by an expression whose repetitions cannot overlap: one over the whole text takes minutes for a long name with a fault.
 */
import { shortHash } from "../shortHash";

export interface ImageReference {
    /** The reference as it was given. */
    readonly text: string;
    /** Host, and port if there is one; `docker.io` where none was given. */
    readonly registry: string;
    /** Path in the registry; Docker Hub's `nginx` is `library/nginx`. */
    readonly repository: string;
    readonly tag?: string;
    /** Algorithm and hex digits, such as `sha256:...`. */
    readonly digest?: string;
}

const HOST = /^(?:[a-zA-Z0-9]+(?:(?:\.|-+)[a-zA-Z0-9]+)*|\[[0-9a-fA-F:.]+\])(?::[0-9]+)?$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
const LONGEST_REPOSITORY = 255;

const DOCKER_HUB = "docker.io";

/**
 * Reads `[registry/]repository[:tag][@digest]`.
 *
 * @throws Error with the text given and everything that is wrong with it.
 */
export function parseImageReference(text: string): ImageReference {
    const reference = partsOf(text);
    const faults = faultsOf(reference);
    if (faults.length > 0) {
        const form = "write it as registry/repository:tag or registry/repository@sha256:<64 hex digits>";
        throw new Error(`image reference ${quoted(text, 300)} is not valid: ${faults.join("; ")}; ${form}`);
    }
    return reference;
}

function partsOf(text: string): ImageReference {
    const [named = "", digest] = cut(text, text.indexOf("@"));
    const slash = named.indexOf("/");
    const host = named.slice(0, Math.max(slash, 0));
    const isHost = /[.:]/.test(host) || host === "localhost";
    const [repository = "", tag] = cutName(isHost ? named.slice(slash + 1) : named);
    const registry = !isHost || host === `index.${DOCKER_HUB}` ? DOCKER_HUB : host;
    const isOfficial = registry === DOCKER_HUB && !repository.includes("/") && repository !== "";
    return { text, registry, repository: isOfficial ? `library/${repository}` : repository, tag, digest };
}

function cutName(name: string): [string, string?] {
    return cut(name, name.indexOf(":"));
}

/** The text before and after the character at `index`, which is -1 where there is none. */
function cut(text: string, index: number): [string, string?] {
    return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function faultsOf({ text, registry, repository, tag, digest }: ImageReference): string[] {
    if (text.trim() === "") {
        return ["it is empty"];
    }
    if (/\s/.test(text)) {
        return ["it has white space in it"];
    }
    if (text.includes("://")) {
        return ["it has a scheme, leave out everything up to ://"];
    }
    return [
        ...(HOST.test(registry) ? [] : [`the registry ${quoted(registry)} is not a host name`]),
        ...repositoryFaults(repository),
        ...(tag === undefined || TAG.test(tag)
            ? []
            : [`the tag ${quoted(tag)} is not 1 to 128 letters, digits, "_", "." and "-"`]),
        ...(digest === undefined || DIGEST.test(digest)
            ? []
            : [`the digest ${quoted(digest)} is not sha256: and 64 hex digits in lower case`]),
    ];
}

function repositoryFaults(repository: string): string[] {
    if (repository.length > LONGEST_REPOSITORY) {
        return [`the repository has ${repository.length} characters, more than ${LONGEST_REPOSITORY}`];
    }
    if (/^library\/[0-9a-f]{64}$/.test(repository)) {
        return ["it is the ID of an image, and no registry knows those"];
    }
    const components = repository.split("/");
    if (components.every((component) => PATH_COMPONENT.test(component))) {
        return [];
    }
    return /[A-Z]/.test(repository)
        ? [`the repository ${quoted(repository)} must be in lower case`]
        : [
              `the repository ${quoted(repository)} is not made of lower-case letters and digits, parted by ".", "_", "-" and "/"`,
          ];
}

function quoted(text: string, most = 80): string {
    return JSON.stringify(text.length > most ? `${text.slice(0, most)}...` : text);
}

/** 12 hex digits that name the image: the digest's own, or a hash of the reference where it has none. */
export function imageKey(reference: ImageReference): string {
    const [, hex] = reference.digest?.split(":") ?? [];
    return hex?.slice(0, 12) ?? shortHash(`${withoutTag(reference)}:${reference.tag ?? "latest"}`);
}

/** The same repository by another tag. */
export function withTag(reference: ImageReference, tag: string): ImageReference {
    return { ...reference, text: `${withoutTag(reference)}:${tag}`, tag, digest: undefined };
}

/** Registry and repository. */
export function withoutTag({ registry, repository }: ImageReference): string {
    return `${registry}/${repository}`;
}
