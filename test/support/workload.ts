// Workloads as programs write them, for the rules on Kubernetes.
import type { Given } from "./violations";

const DIGEST = `sha256:${"1".repeat(64)}`;
export const IMAGE = `acr1.azurecr.io/api@${DIGEST}`;

export interface Different {
    readonly container?: object;
    readonly pod?: object;
    readonly spec?: object;
    readonly metadata?: object;
    readonly podMetadata?: object;
}

export function deployment(different: Different = {}): Given {
    return { type: "kubernetes:apps/v1:Deployment", props: object(different) };
}

export function job(different: Different = {}): Given {
    return { type: "kubernetes:batch/v1:Job", props: object(different) };
}

export function daemonSet(different: Different = {}): Given {
    return { type: "kubernetes:apps/v1:DaemonSet", props: object(different) };
}

export function cronJob({ metadata, ...different }: Different = {}): Given {
    return {
        type: "kubernetes:batch/v1:CronJob",
        props: { metadata, spec: { schedule: "@daily", jobTemplate: object(different) } },
    };
}

/** The object of any kind whose pods have a template. */
export function object({ container, pod, spec, metadata, podMetadata }: Different): object {
    const containers = [{ name: "api", image: IMAGE, ...container }];
    return { metadata, spec: { template: { metadata: podMetadata, spec: { containers, ...pod } }, ...spec } };
}

/** Metadata with annotations of this package, by what follows the slash. */
export function annotated(annotations: Readonly<Record<string, string>>): object {
    const entries = Object.entries(annotations).map(([name, value]) => [`aks-image-delivery/${name}`, value]);
    return { annotations: Object.fromEntries(entries) };
}
