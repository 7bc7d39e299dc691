// Reading, applying and deleting single objects of a cluster.
import { type Api, ApiError } from "./api";
import { Discovery, type ResourceKind } from "./discovery";
import type { KubernetesObject, ObjectAddress } from "./objects";

export interface ApplyOptions {
    readonly fieldManager: string;
    /** Takes fields over from other managers. */
    readonly force: boolean;
    /** Lets the API server validate and default without storing anything. */
    readonly dryRun?: boolean;
}

interface Warning {
    readonly reason: string;
    readonly message: string;
}

export class Cluster {
    readonly #discovery: Discovery;

    constructor(readonly api: Api) {
        this.#discovery = new Discovery(api);
    }

    kind(apiVersion: string, kind: string): Promise<ResourceKind | undefined> {
        return this.#discovery.find(apiVersion, kind);
    }

    /** Undefined when there is no such object, or no such kind. */
    async read(address: ObjectAddress): Promise<KubernetesObject | undefined> {
        const path = await this.#path(address);
        return path === undefined ? undefined : missing(this.api.send<KubernetesObject>(path));
    }

    async apply(object: KubernetesObject, address: ObjectAddress, options: ApplyOptions): Promise<KubernetesObject> {
        const path = await this.#path(address);
        if (path === undefined) {
            throw new ApiError(404, `the cluster has no kind ${address.kind} in ${address.apiVersion}`);
        }
        const query = {
            fieldManager: options.fieldManager,
            ...(options.force ? { force: "true" } : {}),
            ...(options.dryRun ? { dryRun: "All" } : {}),
        };
        return this.api.send(path, { method: "PATCH", query, body: object });
    }

    /** Asks for the deletion; the object is gone once nothing holds it any longer. */
    async remove(address: ObjectAddress, propagationPolicy: string): Promise<void> {
        const path = await this.#path(address);
        if (path !== undefined) {
            // As a query: the body of a DELETE is sent without a Content-Length, and the API server then ignores it.
            await missing(this.api.send(path, { method: "DELETE", query: { propagationPolicy } }));
        }
    }

    async pods(namespace: string, labels: Readonly<Record<string, string>>): Promise<KubernetesObject[]> {
        const path = `/api/v1/namespaces/${namespace}/pods`;
        const labelSelector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
        const query = { labelSelector: labelSelector.join(",") };
        return (await this.api.send<{ items: KubernetesObject[] }>(path, { query })).items;
    }

    /** Messages of the warnings that Kubernetes has written about one object. */
    async warnings(namespace: string, uid: string): Promise<string[]> {
        const path = `/api/v1/namespaces/${namespace}/events`;
        const fieldSelector = `involvedObject.uid=${uid},type=Warning`;
        const { items } = await this.api.send<{ items: Warning[] }>(path, { query: { fieldSelector } });
        return items.map(({ reason, message }) => `${reason}: ${message}`);
    }

    async #path({ apiVersion, kind, namespace, name }: ObjectAddress): Promise<string | undefined> {
        const found = await this.kind(apiVersion, kind);
        const folder = found?.namespaced ? `/namespaces/${namespace}` : "";
        return found && `${found.base}${folder}/${found.plural}/${name}`;
    }
}

async function missing<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof ApiError && error.status === 404) {
            return undefined;
        }
        throw error;
    }
}
