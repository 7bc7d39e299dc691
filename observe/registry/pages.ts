// Lists that a registry hands out page by page.
import type { ImageReference } from "../../model/image/reference";
import { RegistryError } from "./errors";
import type { HttpAnswer } from "./http";
import { parsed, type RegistryRequests } from "./requests";

/** Half a million tags. */
const MOST_PAGES = 1_000;

/** What `parse` makes of each page, from `first` on; `what` is listed, for errors. */
export async function* pages<T>(
    requests: RegistryRequests,
    reference: ImageReference,
    list: { readonly first: string; readonly what: string; readonly parse: (json: unknown) => T },
): AsyncGenerator<T> {
    let path: string | undefined = list.first;
    for (const visited = new Set<string>(); path !== undefined; ) {
        if (visited.has(path) || visited.size === MOST_PAGES) {
            throw new RegistryError(`${reference.registry} has no end of pages of ${list.what}.`);
        }
        visited.add(path);
        const { answer, body } = await requests.read(reference, path, list.what);
        yield parsed(reference, body, list.parse);
        path = nextPage(answer);
    }
}

function nextPage(answer: HttpAnswer): string | undefined {
    const target = /<([^>]+)>\s*;\s*rel="?next"?/i.exec(answer.headers.link ?? "")?.[1];
    if (target === undefined || !URL.canParse(target, answer.url.href)) {
        return undefined;
    }
    const next = new URL(target, answer.url);
    return next.pathname + next.search;
}
