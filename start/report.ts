// The clocks of a rollout that just ended: what was derived from the declared size, and what it really took.

import { parseImageSize } from "../model/image/size";
import { Role, roleLabels, selectorText } from "../model/kubernetes/labels";
import { pullFact } from "../model/pulls/events";
import { tableText } from "../model/text/table";
import { timeoutChain } from "../model/timeouts/chain";
import { readPace } from "../model/timeouts/pullRate";
import { type ClusterAccess, type KubernetesClient, kubernetesClient } from "../observe/cluster/client";
import { listEvents, listed } from "../observe/cluster/cluster";
import { collected } from "../observe/cluster/lists";
import type { Resource } from "../observe/cluster/resources";
import { KUBECONFIG } from "../platform/paths";
import type { RolloutConfig } from "../stack/rolloutSchema";

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
export async function clocksTable(
    rollout: RolloutConfig,
    access: ClusterAccess = { kubeconfig: KUBECONFIG },
): Promise<string> {
    const image = rollout.images[0];
    if (image === undefined) {
        return "";
    }
    const chain = timeoutChain({
        imageBytes: parseImageSize(image.size),
        ...readPace([], rollout),
        nodes: rollout.nodes,
        awaitsRole: rollout.awaitsRole,
        layers: image.layers,
        replicas: rollout.application?.replicas,
        runSeconds: rollout.migration?.runSeconds,
        startSeconds: rollout.application?.startSeconds,
        timeoutSeconds: image.timeoutSeconds,
    });
    const took = await measured(await kubernetesClient(access), rollout.namespace);
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

async function measured(client: KubernetesClient, namespace: string) {
    const [daemonSet, record, job, deployment, replicaSet, pull] = await Promise.all([
        newest<Named>(client, namespace, "/apis/apps/v1", "daemonsets", Role.Prepull),
        newest<Named>(client, namespace, "/api/v1", "configmaps", Role.PrepullRecord),
        newest<Job>(client, namespace, "/apis/batch/v1", "jobs", Role.Migration),
        newest<Deployment>(client, namespace, "/apis/apps/v1", "deployments", Role.Application),
        newest<Named>(client, namespace, "/apis/apps/v1", "replicasets", Role.Application),
        longestPull(client, namespace),
    ]);
    // Not the condition Available, which begins again whenever the pods of a rollout that is long over are away for a moment.
    const complete = deployment?.status.conditions?.find(({ reason }) => reason === "NewReplicaSetAvailable");
    return {
        pull,
        gate: between(daemonSet?.metadata.creationTimestamp, record?.metadata.creationTimestamp),
        job: between(job?.status.startTime, job?.status.completionTime),
        deployment: between(replicaSet?.metadata.creationTimestamp, complete?.lastUpdateTime),
    };
}

async function newest<T extends Named>(
    client: KubernetesClient,
    namespace: string,
    root: string,
    plural: string,
    role: Role,
): Promise<T | undefined> {
    const resource: Resource<T> = { root, plural, facts: (object) => object as unknown as T };
    const items = await collected(
        listed(client, resource, { namespace, labelSelector: selectorText(roleLabels(role)) }),
    );
    return items.sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp)).at(-1);
}

async function longestPull(client: KubernetesClient, namespace: string): Promise<number | undefined> {
    const events = await collected(listEvents(client, { namespace, fieldSelector: "reason=Pulled" }));
    const seconds = events.flatMap(({ message }) => {
        const fact = pullFact(message);
        return fact?.kind === "pulled" && fact.seconds !== undefined ? [fact.seconds] : [];
    });
    return seconds.length === 0 ? undefined : Math.max(...seconds);
}

function between(from: string | undefined, to: string | undefined): number | undefined {
    return from === undefined || to === undefined ? undefined : (Date.parse(to) - Date.parse(from)) / 1_000;
}
