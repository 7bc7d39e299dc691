// Paged lists: however large a list is, one page of it is in memory.

import type { KubernetesClient } from "./client";
import { getJson } from "./request";
import { type ApiObject, listPath, type Resource, type Selection } from "./resources";

/** What kubectl and the controllers of Kubernetes use. */
const PAGE_SIZE = 500;

export interface Page {
    readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
    readonly items?: readonly ApiObject[];
}

/** `patient` as that of a request. Rejects with a ClusterError; of kind `expired` when the list took longer than the API server keeps its snapshot. */
export async function* pages(
    client: KubernetesClient,
    resource: Resource<unknown>,
    selection: Selection,
    signal?: AbortSignal,
    patient = true,
): AsyncGenerator<Page> {
    const { namespace, labelSelector, fieldSelector } = selection;
    const path = listPath(resource, namespace);
    const asked = { verb: "list", resource: resource.plural, namespace } as const;
    let next: string | undefined;
    do {
        const query = { limit: resource.pageSize ?? PAGE_SIZE, continue: next, labelSelector, fieldSelector };
        const page: Page = await getJson(client, { path, query, asked, signal, patient });
        yield page;
        next = page.metadata.continue || undefined;
    } while (next !== undefined);
}
