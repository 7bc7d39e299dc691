/**
 * What is known of a cluster, as plain records: observe/ fills them in from the API server, the rest of model/ decides on
 * them. Times are milliseconds since the epoch.
 */

/** One container of a pod, or one of its image volumes (which the kubelet pulls with the same texts). */
export interface ContainerFacts {
    readonly name: string;
    readonly image: string;
    /** `sidecar`: an init container that runs for as long as the pod. `ephemeral`: added later, to debug. */
    readonly kind: "init" | "sidecar" | "main" | "ephemeral";
    readonly state: "waiting" | "running" | "terminated" | "unknown";
    /** Reason of the waiting or terminated state, such as `ImagePullBackOff`. */
    readonly reason?: string;
    readonly message?: string;
    readonly exitCode?: number;
    readonly ready: boolean;
    readonly restarts: number;
    readonly startedAt?: number;
    readonly finishedAt?: number;
    /** Of one that waits to be started again: how its last attempt ended. */
    readonly last?: { readonly reason?: string; readonly message?: string };
    /** The digest that the runtime reports; absent until the image is there. */
    readonly imageId?: string;
}

export interface PodFacts {
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    readonly node?: string;
    readonly phase: "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";
    readonly ready: boolean;
    /** Reason and message of the pod itself (`Evicted`, `DeadlineExceeded`), not of a container. */
    readonly reason?: string;
    readonly message?: string;
    /** The scheduler's own text while no node was found. */
    readonly unschedulable?: string;
    readonly createdAt: number;
    readonly startedAt?: number;
    /** When deletion was asked for; absent while nobody did. */
    readonly deletedAt?: number;
    readonly labels: Readonly<Record<string, string>>;
    readonly owner?: { readonly kind: string; readonly name: string; readonly uid: string };
    readonly containers: readonly ContainerFacts[];
    /** Names of the volume claims that it mounts. */
    readonly claims: readonly string[];
    /** Names of the scheduling gates that hold it. */
    readonly gates: readonly string[];
}

export interface EventFacts {
    readonly uid: string;
    /** Kind of the object that the event is about: `Pod`, `Job`, `Node`... */
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly objectUid: string;
    readonly type: string;
    readonly reason: string;
    readonly message: string;
    readonly firstAt: number;
    readonly lastAt: number;
    readonly count: number;
    /** The node whose kubelet wrote it, where one did. */
    readonly node?: string;
}

export interface TaintFacts {
    readonly key: string;
    readonly value?: string;
    readonly effect: string;
}

export interface NodeFacts {
    readonly name: string;
    readonly ready: boolean;
    /** Of one that is not ready: since when, and what its kubelet or the node controller says. */
    readonly notReady?: { readonly since?: number; readonly message: string };
    /** False when cordoned (`spec.unschedulable`). */
    readonly schedulable: boolean;
    readonly labels: Readonly<Record<string, string>>;
    readonly taints: readonly TaintFacts[];
    readonly os: string;
    readonly arch: string;
    readonly kubeletVersion: string;
    readonly runtimeVersion: string;
    /** Conditions that are True although they should not be, such as `DiskPressure`. */
    readonly pressures: readonly string[];
    readonly createdAt: number;
}

export interface JobFacts {
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly images: readonly string[];
    readonly failed: number;
    readonly complete: boolean;
    readonly suspended: boolean;
    /** Reason and message of the Job's Failed condition, such as `DeadlineExceeded`. */
    readonly failure?: { readonly reason: string; readonly message: string };
    readonly createdAt: number;
    readonly startedAt?: number;
    readonly finishedAt?: number;
    readonly activeDeadlineSeconds?: number;
    readonly backoffLimit?: number;
}
