// Kubernetes objects as Pulumi's provider names and annotates them.
import type { Properties } from "../../shared/values";

export interface KubernetesObject {
    apiVersion: string;
    kind: string;
    metadata: {
        name: string;
        namespace?: string;
        uid?: string;
        generation?: number;
        deletionTimestamp?: string;
        finalizers?: string[];
        annotations?: Record<string, string>;
        [field: string]: unknown;
    };
    // biome-ignore lint/suspicious/noExplicitAny: the fields of every kind there is; readiness.ts knows those it reads.
    [field: string]: any;
}

export interface ObjectAddress {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
    /** Of no meaning for kinds that lie in no namespace. */
    readonly namespace?: string;
}

/** Only for inputs without unknowns. */
export function objectOf(inputs: Properties): KubernetesObject {
    return inputs as unknown as KubernetesObject;
}

export function addressOf(inputs: Properties): ObjectAddress {
    const { apiVersion, kind, metadata } = objectOf(inputs);
    return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace };
}

/** Pulumi's id of an object: `namespace/name`, or `name` alone. */
export function idOf({ namespace, name }: ObjectAddress): string {
    return namespace ? `${namespace}/${name}` : name;
}

export function annotation(inputs: Properties, name: string): string | undefined {
    return objectOf(inputs).metadata?.annotations?.[`pulumi.com/${name}`];
}

/** True for `pulumi.com/<name>: "true"`. */
export function isAnnotated(inputs: Properties, name: string): boolean {
    return annotation(inputs, name)?.toLowerCase() === "true";
}
