// The Jobs of a namespace, each with what it does when it loses a pod.
import type { V1Job } from "@kubernetes/client-node";
import type { JobTolerance } from "../../model/pods/unstick";
import type { KubernetesClient } from "../cluster/client";
import { listed } from "../cluster/cluster";
import { collected } from "../cluster/lists";
import { JOBS, type Resource } from "../cluster/resources";

const TOLERANCES: Resource<JobTolerance> = {
    ...JOBS,
    facts: (object) => ({ job: JOBS.facts(object), ignoresDisruption: ignoresDisruption(object as V1Job) }),
};

export function jobTolerances(client: KubernetesClient, namespace: string): Promise<JobTolerance[]> {
    return collected(listed(client, TOLERANCES, { namespace }));
}

function ignoresDisruption({ spec }: V1Job): boolean {
    const [first] = (spec?.podFailurePolicy?.rules ?? []).filter(({ onPodConditions = [] }) =>
        onPodConditions.some(({ type, status }) => type === "DisruptionTarget" && (status ?? "True") === "True"),
    );
    return first?.action === "Ignore";
}
