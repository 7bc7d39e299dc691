// Where the objects of a kind are: the API server says which resources it serves, and whether they lie in namespaces.
import { type Api, ApiError } from "./api";

export interface ResourceKind {
    /** Path of the group and version, such as `/apis/apps/v1`. */
    readonly base: string;
    /** Plural name in paths. */
    readonly plural: string;
    readonly namespaced: boolean;
}

interface ApiResourceList {
    readonly resources: readonly { name: string; kind: string; namespaced: boolean }[];
}

export class Discovery {
    readonly #lists = new Map<string, Promise<ApiResourceList>>();

    constructor(readonly api: Api) {}

    /** Undefined when the cluster does not serve the kind, or not yet: its definition may be about to be created. */
    async find(apiVersion: string, kind: string): Promise<ResourceKind | undefined> {
        const base = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
        const found = (await this.#list(base)).resources.find(
            (resource) => resource.kind === kind && !resource.name.includes("/"),
        );
        if (found === undefined) {
            this.#lists.delete(base);
            return undefined;
        }
        return { base, plural: found.name, namespaced: found.namespaced };
    }

    #list(base: string): Promise<ApiResourceList> {
        const known = this.#lists.get(base);
        if (known) {
            return known;
        }
        const asked = this.api.send<ApiResourceList>(base).catch((error: unknown) => {
            this.#lists.delete(base);
            if (error instanceof ApiError && error.status === 404) {
                return { resources: [] };
            }
            throw error;
        });
        this.#lists.set(base, asked);
        return asked;
    }
}
