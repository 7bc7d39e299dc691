// Calls as the engine makes them, with what a test does not care about filled in.
import { kubernetesProvider } from "../../platform/providers/kubernetes/provider";
import type { CreateCall, Provider, ResourceCall } from "../../platform/providers/shared/provider";
import type { Properties } from "../../platform/providers/shared/values";
import type { FakeApi } from "./fakeApi";

export function call<T extends object>(fields: T): T & ResourceCall & { lines: string[]; randomSeed: Uint8Array } {
    const lines: string[] = [];
    return {
        urn: "urn:pulumi:dev::project::kubernetes:core/v1:ConfigMap::web",
        name: "web",
        type: "kubernetes:core/v1:ConfigMap",
        signal: new AbortController().signal,
        randomSeed: Buffer.from("seed"),
        log: (severity, text) => void lines.push(`${severity}: ${text}`),
        lines,
        ...fields,
    };
}

export function configMap(data: Properties, metadata: Properties = {}): Properties {
    return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "team", ...metadata }, data };
}

export function job(annotations: Properties = {}): Properties {
    return {
        apiVersion: "batch/v1",
        kind: "Job",
        metadata: { name: "migrate", namespace: "team", annotations },
        spec: { template: { spec: { image: "a" } } },
    };
}

/** The kubernetes stand-in for the API server. */
export async function configured(api: FakeApi, config: Properties = {}): Promise<Provider> {
    const provider = kubernetesProvider("1.0.0");
    await provider.configure?.({ kubeconfig: api.kubeconfig, ...config });
    return provider;
}

export type Created = [inputs: Properties, preview?: boolean, timeoutSeconds?: number];

export function created(provider: Provider, ...[inputs, preview = false, timeoutSeconds]: Created) {
    return provider.create(call({ inputs, preview, timeoutSeconds }) as CreateCall);
}
