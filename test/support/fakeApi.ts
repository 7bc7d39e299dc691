// An API server of a few kinds in this process: enough of server-side apply to see what the stand-in sends and how it reacts.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { KubernetesObject } from "../../platform/providers/kubernetes/api/objects";
import { targetOf } from "../../platform/providers/kubernetes/config";
import type { Properties } from "../../platform/providers/shared/values";

interface Answer {
    readonly status: number;
    readonly body: unknown;
}

const KINDS: Record<string, { name: string; kind: string; namespaced: boolean }[]> = {
    "/api/v1": [
        { name: "configmaps", kind: "ConfigMap", namespaced: true },
        { name: "namespaces", kind: "Namespace", namespaced: false },
        { name: "namespaces/status", kind: "Namespace", namespaced: false },
    ],
    "/apis/batch/v1": [{ name: "jobs", kind: "Job", namespaced: true }],
};

export class FakeApi {
    /** By path, such as `/api/v1/namespaces/default/configmaps/a`. */
    readonly objects = new Map<string, KubernetesObject>();
    readonly requests: { method: string; url: URL; body?: KubernetesObject }[] = [];
    /** What the object looks like on its next reads, one for each; the last one stays. */
    readonly states: ((object: KubernetesObject) => KubernetesObject)[] = [];
    /** Answers in place of the usual ones, for as long as it returns something. */
    intercept: (method: string, url: URL) => Answer | undefined = () => undefined;
    readonly #server = createServer((request, response) => void this.#serve(request, response));

    #port = 0;

    async start(): Promise<void> {
        await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
        this.#port = (this.#server.address() as AddressInfo).port;
    }

    async stop(): Promise<void> {
        this.#server.closeAllConnections();
        await new Promise((resolve) => this.#server.close(resolve));
    }

    get kubeconfig(): string {
        const server = `http://127.0.0.1:${this.#port}`;
        return JSON.stringify({
            "current-context": "fake",
            contexts: [{ name: "fake", context: { cluster: "fake", user: "fake", namespace: "team" } }],
            clusters: [{ name: "fake", cluster: { server } }],
            users: [{ name: "fake", user: { token: "t" } }],
        });
    }

    target(config: Properties = {}) {
        return targetOf({ kubeconfig: this.kubeconfig, ...config });
    }

    /** Methods and paths of all requests but those that ask for the kinds. */
    get log(): string[] {
        return this.requests
            .filter(({ url }) => !(url.pathname in KINDS))
            .map(({ method, url }) => `${method} ${url.pathname}${url.search}`);
    }

    async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
            chunks.push(chunk as Buffer);
        }
        const method = request.method ?? "";
        const url = new URL(request.url ?? "", "http://fake");
        const text = Buffer.concat(chunks).toString();
        const body = text === "" ? undefined : (JSON.parse(text) as KubernetesObject);
        this.requests.push({ method, url, body });
        const answer = this.intercept(method, url) ?? this.#answer(method, url, body);
        response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
    }

    #answer(method: string, url: URL, body: KubernetesObject | undefined): Answer {
        const path = url.pathname;
        if (path in KINDS) {
            return { status: 200, body: { resources: KINDS[path] } };
        }
        if (path.endsWith("/pods") || path.endsWith("/events")) {
            return { status: 200, body: { items: [] } };
        }
        const known = this.objects.get(path);
        if (method === "PATCH" && body) {
            return { status: 200, body: this.#apply(path, body, url.searchParams.has("dryRun")) };
        }
        if (known === undefined) {
            return { status: 404, body: { message: `${path} not found` } };
        }
        if (method === "DELETE") {
            this.objects.delete(path);
            return { status: 200, body: known };
        }
        const state = this.states.length > 1 ? this.states.shift() : this.states[0];
        return { status: 200, body: state ? state(known) : known };
    }

    #apply(path: string, body: KubernetesObject, dryRun: boolean): KubernetesObject {
        const uid = this.objects.get(path)?.metadata.uid ?? `uid-${this.requests.length}`;
        const object = { ...body, metadata: { ...body.metadata, uid, managedFields: [{ manager: "x" }] } };
        if (!dryRun) {
            this.objects.set(path, object);
        }
        return object;
    }
}
