// The Jobs of a namespace, each with what it does when it loses a pod.
import type { V1Job } from "@kubernetes/client-node";
import type { JobTolerance } from "../model/unstickPlan";
import { listed } from "./cluster";
import { collected } from "./collected";
import type { KubernetesClient } from "./kubeClient";
import { JOBS, type Resource } from "./resources";

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
