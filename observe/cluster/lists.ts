// Lists that are read whole, or that a verb can do without.
import { ClusterError } from "./errors";

/** All that a list holds, for what is few. */
export async function collected<T>(list: AsyncIterable<T>): Promise<T[]> {
    const items: T[] = [];
    for await (const item of list) {
        items.push(item);
    }
    return items;
}

/** The same, or undefined when the user may not read it: none are there, and none may be seen, are two answers. */
export async function collectedIfAllowed<T>(list: AsyncIterable<T>): Promise<T[] | undefined> {
    try {
        return await collected(list);
    } catch (error) {
        if (error instanceof ClusterError && error.kind === "forbidden") {
            return undefined;
        }
        throw error;
    }
}

/** The list, or nothing of it when the user may not read it: whoever may only read his own namespace still gets an answer. */
export async function* unlessForbidden<Facts>(list: AsyncIterable<Facts>): AsyncGenerator<Facts> {
    try {
        yield* list;
    } catch (error) {
        if (!(error instanceof ClusterError && error.kind === "forbidden")) {
            throw error;
        }
    }
}
