/** The advice of a cause with the names of the case at hand, so its commands can be pasted. */

import { type ImageReference, parseImageReference } from "../image/reference";
import { acrName, registryKind } from "../registry/kind";
import { type AdviceFor, adviceOfCase } from "./caseAdvice";
import type { Cause } from "./causes/table";
import { ADVICE_BY_KIND } from "./registryAdvice/byKind";

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
    /\b(?:IMAGE|REPOSITORY|REGISTRY|NODE|NAMESPACE|NAME|HOST|PORT|SUFFIX|SOURCE|SOURCE_REPOSITORY|PROJECT|PATH|PATH_REPOSITORY|REGION)\b/g;

function referenceOf(image: string | undefined): ImageReference | undefined {
    try {
        return image === undefined ? undefined : parseImageReference(image);
    } catch {
        // An invalid name is one of the causes; a command with it would only fail again.
        return undefined;
    }
}

function namesOf({ text, registry, repository, tag, digest }: ImageReference): Record<string, string> {
    const [, host = registry, port = "443"] = /^(.*?)(?::(\d+))?$/.exec(registry) ?? [];
    const version = digest === undefined ? `:${tag ?? "latest"}` : `@${digest}`;
    return {
        IMAGE: text,
        REGISTRY: registry,
        REPOSITORY: `${registry}/${repository}`,
        HOST: host === "docker.io" ? "registry-1.docker.io" : host,
        PORT: port,
        NAME: acrName(registry),
        SUFFIX: registry.slice(registry.indexOf(".") + 1),
        SOURCE: `${registry}/${repository}${version}`,
        SOURCE_REPOSITORY: `${registry}/${repository}`,
        PROJECT: repository.split("/", 1)[0] ?? repository,
        PATH: `${repository}${version}`,
        PATH_REPOSITORY: repository,
        REGION: /\.ecr\.([a-z0-9-]+)\./.exec(registry)?.[1] ?? "<region>",
    };
}
