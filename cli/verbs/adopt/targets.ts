// What `adopt` is asked for: `shop/api`, or `api` in the namespace of the context.
import { UsageError } from "../../../model/userError";
import type { KubernetesClient } from "../../../observe/cluster/client";
import { homeNamespace } from "../../../observe/cluster/namespaces";
import type { WorkloadName } from "../../../observe/pods/running";

export interface TargetOptions {
    readonly namespace?: string;
    readonly deployment?: readonly string[];
    readonly job?: readonly string[];
}

/** All of one namespace, as a rollout is. */
export function targetsOf(client: KubernetesClient, options: TargetOptions): WorkloadName[] {
    const home = homeNamespace(client, options.namespace);
    const targets = [
        ...(options.job ?? []).map((text) => targetOf("Job", text, home)),
        ...(options.deployment ?? []).map((text) => targetOf("Deployment", text, home)),
    ];
    if (targets.length === 0) {
        throw new UsageError("nothing to adopt: give --deployment NAMESPACE/NAME, --job NAMESPACE/NAME, or both");
    }
    const namespaces = [...new Set(targets.map(({ namespace }) => namespace))];
    if (namespaces.length > 1) {
        throw new UsageError(
            `a rollout has one namespace, and these are ${namespaces.join(" and ")}: adopt each on its own`,
        );
    }
    return targets;
}

function targetOf(kind: WorkloadName["kind"], text: string, home: string): WorkloadName {
    const [, namespace = home, name = ""] = /^(?:([^/]+)\/)?([^/]+)$/.exec(text) ?? [];
    if (name === "") {
        throw new UsageError(`"${text}" is not a ${kind}; write NAMESPACE/NAME, such as shop/api`);
    }
    return { kind, namespace, name };
}
