// Pods as teams write them, in the shapes that public applications have, and the arguments that give the same pod.
import type { ApplicationArgs } from "../../../components/workload/applicationArgs";
import type { MigrationJobArgs } from "../../../components/workload/migrationArgs";
import { OTHER_IMAGE } from "../fixtures";
import { PINNED_IMAGE } from "../images";

// biome-ignore lint/suspicious/noExplicitAny: objects of Kubernetes as YAML has them.
type Loose = any;

export interface Shape {
    readonly name: string;
    readonly kind: "Deployment" | "Job";
    /** The spec of the object that runs, as its authors wrote it. */
    readonly spec: Loose;
    /** What a person would write for it, without image, size and namespace. */
    readonly args: Partial<ApplicationArgs> & Partial<MigrationJobArgs>;
}

export const IMAGE = PINNED_IMAGE;
export const SECOND_IMAGE = OTHER_IMAGE;

export function deployment(name: string, parts: Parts, args: Shape["args"]): Shape {
    const { spec, ...template } = parts;
    return { name, kind: "Deployment", spec: { ...spec, template: templateOf(template) }, args };
}

export function job(name: string, { spec, ...template }: Parts, args: Shape["args"]): Shape {
    const { metadata, spec: pod } = templateOf(template);
    const failing = { restartPolicy: "Never", ...pod };
    return { name, kind: "Job", spec: { backoffLimit: 0, ...spec, template: { metadata, spec: failing } }, args };
}

interface Parts {
    /** Of the first container, whose name and image are given. */
    readonly container?: Loose;
    readonly pod?: Loose;
    readonly metadata?: Loose;
    /** Next to the template. */
    readonly spec?: Loose;
}

function templateOf({ container, pod = {}, metadata }: Omit<Parts, "spec">): Loose {
    const { containers = [], ...rest } = pod;
    const requested = { requests: { cpu: "10m", memory: "64Mi" } };
    return {
        metadata: { ...metadata, labels: { app: "billing", ...metadata?.labels } },
        spec: {
            ...rest,
            containers: [{ name: "billing", image: IMAGE, resources: requested, ...container }, ...containers],
        },
    };
}
