/** The kinds of Kubernetes objects that create pods, and where each has the spec of its pods. */

const IN_TEMPLATE = ["spec", "template", "spec"];

const POD_SPEC: ReadonlyMap<string, readonly string[]> = new Map([
    ["Pod", ["spec"]],
    ["PodTemplate", ["template", "spec"]],
    ["CronJob", ["spec", "jobTemplate", ...IN_TEMPLATE]],
    ...["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"].map(
        (kind): [string, string[]] => [kind, IN_TEMPLATE],
    ),
]);

export interface WorkloadKind {
    /** Such as `Deployment`, for its patches and lists too. */
    readonly kind: string;
    /** A patch holds only what it changes, a list its objects in `items`. */
    readonly variant?: "Patch" | "List";
    /** Path in one object. */
    readonly podSpec: readonly string[];
}

/**
 * What a resource of that type holds; undefined where it creates no pods.
 *
 * @param type such as `kubernetes:apps/v1:Deployment`, `...:DeploymentPatch` or `...:DeploymentList`
 */
export function workloadKind(type: string): WorkloadKind | undefined {
    const [, kind = "", variant] = /^kubernetes:[^:]+:(\w+?)(Patch|List)?$/.exec(type) ?? [];
    const podSpec = POD_SPEC.get(kind);
    return podSpec && { kind, podSpec, variant: variant as WorkloadKind["variant"] };
}
