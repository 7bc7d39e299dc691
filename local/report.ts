// The clocks of a rollout that just ended: what was derived from the declared size, and what it really took.
import { tableText } from "../cli/output";
import { parseImageSize } from "../model/imageSize";
import { pullFact } from "../model/pullEvents";
import { timeoutChain } from "../model/timeouts";
import type { RolloutConfig } from "../stack/rolloutSchema";
import { kubectl } from "./platform/kubectl";

interface Times {
    readonly creationTimestamp: string;
}

interface Named {
    readonly metadata: Times & { readonly name: string; readonly labels?: Record<string, string> };
}

interface Job extends Named {
    readonly status: { readonly startTime?: string; readonly completionTime?: string };
}

interface Deployment extends Named {
    readonly status: { readonly conditions?: readonly { reason: string; lastUpdateTime: string }[] };
}

/** The table, within 100 columns. What did not happen in this run, because it was there already, shows the run that did it. */
export async function clocksTable(rollout: RolloutConfig): Promise<string> {
    const image = rollout.images[0];
    if (image === undefined) {
        return "";
    }
    const chain = timeoutChain({
        imageBytes: parseImageSize(image.size),
        network: rollout.network,
        nodes: rollout.nodes,
        layers: image.layers,
        replicas: rollout.application?.replicas,
        runSeconds: rollout.migration?.run,
        startSeconds: rollout.application?.start,
        timeoutSeconds: rollout.timeouts?.pull,
    });
    const took = await measured(rollout.namespace);
    const row = (what: string, allowed: number, seconds: number | undefined, how: string) => [
        what,
        `${allowed} s`,
        seconds === undefined ? "-" : `${seconds.toFixed(1)} s`,
        how,
    ];
    return tableText(
        ["CLOCK", "DERIVED", "TOOK", "ENFORCED BY"],
        [
            row("pull on one node", chain.pull.seconds, took.pull, "alerts; a share of the clocks below"),
            row("image on every node", chain.gate.seconds, took.gate, "the pre-pull gate"),
            row("migration", chain.job.seconds, took.job, "the Job's activeDeadlineSeconds"),
            row("application", chain.deployment.seconds, took.deployment, "the Deployment's progressDeadlineSeconds"),
            row("whole step", chain.step.seconds, undefined, "the CI step, helm --timeout"),
        ],
    );
}

async function measured(namespace: string) {
    const [daemonSet, record, job, deployment, replicaSet, pull] = await Promise.all([
        newest<Named>(namespace, "daemonsets", "image-prepull"),
        newest<Named>(namespace, "configmaps", "image-prepull-record"),
        newest<Job>(namespace, "jobs", "migration"),
        newest<Deployment>(namespace, "deployments", "application"),
        newest<Named>(namespace, "replicasets", "application"),
        longestPull(namespace),
    ]);
    // Not the condition Available, which begins anew whenever the pods of a rollout that is long over are away for a moment.
    const complete = deployment?.status.conditions?.find(({ reason }) => reason === "NewReplicaSetAvailable");
    return {
        pull,
        gate: between(daemonSet?.metadata.creationTimestamp, record?.metadata.creationTimestamp),
        job: between(job?.status.startTime, job?.status.completionTime),
        deployment: between(replicaSet?.metadata.creationTimestamp, complete?.lastUpdateTime),
    };
}

async function newest<T extends Named>(namespace: string, kind: string, component: string): Promise<T | undefined> {
    const selector = `app.kubernetes.io/managed-by=aks-image-delivery,app.kubernetes.io/component=${component}`;
    const text = await kubectl(["get", kind, "-n", namespace, "-l", selector, "-o", "json"]);
    const { items } = JSON.parse(text) as { items: T[] };
    return items.sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp)).at(-1);
}

async function longestPull(namespace: string): Promise<number | undefined> {
    const text = await kubectl(["get", "events", "-n", namespace, "--field-selector", "reason=Pulled", "-o", "json"]);
    const { items } = JSON.parse(text) as { items: { message: string }[] };
    const seconds = items.flatMap(({ message }) => {
        const fact = pullFact(message);
        return fact?.kind === "pulled" && fact.seconds !== undefined ? [fact.seconds] : [];
    });
    return seconds.length === 0 ? undefined : Math.max(...seconds);
}

function between(from: string | undefined, to: string | undefined): number | undefined {
    return from === undefined || to === undefined ? undefined : (Date.parse(to) - Date.parse(from)) / 1_000;
}
