// One diagnosis as a table's entry: what the cluster holds, and what `status` and `migration` say of it.
import type { CauseName } from "../../../model/pulls/causes";
import { IMAGE } from "../images";
import type { StoredObject } from "../objectStore";
import type { ContainerShape, PodShape } from "../podObjects";

export interface EventShape {
    /** The pod's name, or another object: `{ kind: "ReplicaSet", name: "web-1" }`. Default: the first pod. */
    readonly about?: string | { readonly kind: string; readonly name: string };
    readonly reason: string;
    readonly message: string;
    /** `Warning` by default. */
    readonly type?: "Normal" | "Warning";
    /** When it was first and last seen, in minutes before now: `[40, 1]`. */
    readonly minutes?: readonly [number, number];
    readonly count?: number;
}

export interface ExpectedStatus {
    readonly code: 0 | 1;
    /** The cause of the one fault; `null`: a fault that is not about an image. Absent where there is no fault. */
    readonly cause?: CauseName | null;
    readonly image?: string;
    readonly node?: string;
    /** The workload that is refused its pods, as the answer names it. */
    readonly workload?: string;
    /** What the printed answer says, line breaks aside; the advice with its commands is part of it. */
    readonly says?: readonly (string | RegExp)[];
    /** What it must not say. */
    readonly never?: readonly (string | RegExp)[];
}

export interface ExpectedMigration {
    readonly state: "running" | "stuck" | "failed" | "complete";
    readonly says?: readonly (string | RegExp)[];
    readonly never?: readonly (string | RegExp)[];
}

export interface DiagnosisCase {
    /** Completes "status, of ...". */
    readonly what: string;
    readonly pods: readonly PodShape[];
    readonly events?: readonly EventShape[];
    /** Node `n1`, which is ready, is there by default. */
    readonly nodes?: readonly StoredObject[];
    readonly objects?: readonly { readonly plural: string; readonly object: StoredObject }[];
    readonly status: ExpectedStatus;
    /** The same pods as those of a migration's Job; by default it is stuck where `status` finds a fault. */
    readonly migration?: ExpectedMigration;
    /** False for what a gate cannot meet, such as a pod that is not a pre-pull's. */
    readonly gate?: false;
}

/** What is not said of a pod that waits for something other than its image. */
export const UNBLAMED = [/pull access|not found: the registry|test-pull|image-delivery (?:tags|size|optimize)/];

export function migrationOf({ migration, pods, status }: DiagnosisCase): ExpectedMigration | undefined {
    return migration ?? (pods.length > 0 ? { state: status.code === 0 ? "running" : "stuck" } : undefined);
}

/** A pod that cannot pull: the kubelet's text as its event and in the state of its container. */
export function pullCase(
    what: string,
    error: string,
    status: Omit<ExpectedStatus, "code"> & { readonly code?: 0 | 1 },
    { image = IMAGE, ...different }: ContainerShape & Pick<DiagnosisCase, "migration" | "gate" | "nodes"> = {},
): DiagnosisCase {
    const { migration, gate, nodes, ...container } = different;
    return {
        what,
        pods: [
            {
                name: "web-a",
                minutes: 9,
                containers: [{ image, state: { reason: "ErrImagePull", message: error }, ...container }],
            },
        ],
        events: [
            { type: "Normal", reason: "Pulling", message: `Pulling image "${image}"`, minutes: [9, 1], count: 5 },
            { reason: "Failed", message: `Failed to pull image "${image}": ${error}`, minutes: [9, 1], count: 5 },
            { reason: "Failed", message: "Error: ErrImagePull", minutes: [9, 1], count: 5 },
        ],
        status: { code: 1, image, ...status },
        ...(migration && { migration }),
        ...(gate === false && { gate }),
        ...(nodes && { nodes }),
    };
}
