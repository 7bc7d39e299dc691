/** A Deployment that runs, as the arguments of an Application. */
import type { Fields } from "../workload/fields";
import { type Change, change, type Description, given, type Known, lost } from "./description";
import { DEPLOYMENT_DEFAULTS, specWithoutDefaults } from "./kubernetesDefaults";
import { describePod } from "./pod";
import { portAndProbes } from "./probes";

/** @param spec of the Deployment, as the API server has it */
export function describeDeployment(spec: Fields, { imageUser, autoscalers = [] }: Known = {}): Description {
    const pod = describePod(spec.template, { main: "application", imageUser }, portAndProbes);
    const own = specWithoutDefaults(spec, DEPLOYMENT_DEFAULTS);
    const { replicas, strategy, minReadySeconds, revisionHistoryLimit, paused, progressDeadlineSeconds } = own;
    return {
        ...pod,
        args: given({
            ...pod.args,
            replicas: replicas === 0 || autoscalers.length > 0 ? undefined : replicas,
            spec: given({ strategy, minReadySeconds, revisionHistoryLimit, paused }),
        }),
        changes: [...pod.changes, ...deploymentChanges(replicas, progressDeadlineSeconds)],
        notes: [...pod.notes, ...autoscalers.map((name) => change("spec.replicas", autoscalerText(name)))],
    };
}

function autoscalerText(name: string): string {
    return `is left to the HorizontalPodAutoscaler ${name}; let its scaleTargetRef name the new Deployment`;
}

function deploymentChanges(replicas: unknown, deadline: unknown): Change[] {
    return [
        change("spec.selector", "is the component's own: a selector cannot be changed"),
        change("spec.progressDeadlineSeconds", `was ${deadline ?? 600}; is derived from the size of the image`),
        ...(replicas === 0 ? [lost("spec.replicas", "was 0; a rollout starts at least one pod")] : []),
    ];
}
