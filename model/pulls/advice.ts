/** The advice of a cause with the names of the case at hand, so that its commands can be pasted. */

import { parseImageReference } from "../image/reference";
import type { Cause } from "./causes";

export interface AdviceFor {
    readonly image?: string;
    readonly node?: string;
}

/** `cause.advice` with IMAGE, REPOSITORY, REGISTRY and NODE filled in; what is not known keeps its placeholder. */
export function adviceText(cause: Cause, about: AdviceFor): string {
    const names: Partial<Record<string, string>> = { ...imageNames(about.image), NODE: about.node };
    return cause.advice.replace(/\b(?:IMAGE|REPOSITORY|REGISTRY|NODE)\b/g, (word) => names[word] ?? word);
}

function imageNames(image: string | undefined): Partial<Record<string, string>> {
    if (image === undefined) {
        return {};
    }
    try {
        const { registry, repository } = parseImageReference(image);
        return { IMAGE: image, REGISTRY: registry, REPOSITORY: `${registry}/${repository}` };
    } catch {
        // An invalid name is one of the causes; a command with it would only fail again.
        return {};
    }
}
