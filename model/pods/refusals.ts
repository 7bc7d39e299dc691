/** Workloads whose pods the API server does not accept: a policy, a quota, a webhook that is away. */

import { grouped } from "../grouped";
import type { EventFacts } from "../kubernetes/facts";

export interface Refusal {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    /** What the workload belongs to, such as the Deployment of a ReplicaSet. */
    readonly owner?: { readonly kind: string; readonly name: string };
    readonly text: string;
    readonly since: number;
    readonly count: number;
}

/** What is known of a workload beyond its events. */
export interface WorkloadState {
    readonly state: "missesPods" | "complete" | "gone" | "unreadable";
    readonly owner?: Refusal["owner"];
}

/** Controllers try again with pauses of up to 1,000 s (client-go's rate limiter), then the event is renewed. */
const LONGEST_PAUSE_MS = 1_200_000;
/** An event outlives its object. */
const GONE_MS = 600_000;

export interface RefusalView {
    readonly events: readonly EventFacts[];
    /** By uid. */
    readonly workloads: ReadonlyMap<string, WorkloadState>;
    /** When the newest pod of each owner was created, by the owner's uid. */
    readonly newestPods: ReadonlyMap<string, number>;
    readonly now: number;
}

export function isRefusal({ kind, reason }: Pick<EventFacts, "kind" | "reason">): boolean {
    return reason === "FailedCreate" && kind !== "Pod";
}

/** `1 workload gets no pods`. */
export function refusedText(count: number): string {
    return count === 1 ? "1 workload gets no pods" : `${count} workloads get no pods`;
}

/** Those that still hold, the one that is refused for longest first. */
export function currentRefusals(view: RefusalView): Refusal[] {
    const byWorkload = grouped(
        view.events.filter(isRefusal),
        ({ objectUid, kind, namespace, name }) => objectUid || `${kind}/${namespace}/${name}`,
    );
    return [...byWorkload.values()].flatMap((events) => refusalOf(events, view)).sort((a, b) => a.since - b.since);
}

function refusalOf(
    events: readonly [EventFacts, ...EventFacts[]],
    { workloads, newestPods, now }: RefusalView,
): Refusal[] {
    const newest = events.reduce((one, other) => (other.lastAt > one.lastAt ? other : one));
    const { objectUid, kind, namespace, name, lastAt, message: text } = newest;
    const { state = "unreadable", owner } = workloads.get(objectUid) ?? {};
    if ((newestPods.get(objectUid) ?? 0) > lastAt || !mayHold(state, now - lastAt)) {
        return [];
    }
    const since = Math.min(...events.map(({ firstAt }) => firstAt));
    const count = events.reduce((sum, event) => sum + event.count, 0);
    return [{ kind, namespace, name, ...(owner && { owner }), text, since, count }];
}

function mayHold(state: WorkloadState["state"], age: number): boolean {
    return {
        missesPods: true,
        complete: false,
        gone: age < GONE_MS,
        unreadable: age < LONGEST_PAUSE_MS,
    }[state];
}

/** What helps, by who refuses (k8s.io/apiserver/pkg/admission, plugin/pkg/admission). */
export function refusalAdvice(text: string, namespace: string): string {
    const webhooks = "`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`";
    const found = (shape: RegExp) => shape.exec(text)?.[1];
    const quota = found(/exceeded quota: ([^,\s]+)/);
    if (quota !== undefined) {
        return `Raise the quota, or lower what the pods ask for: \`kubectl describe quota ${quota} -n ${namespace}\`.`;
    }
    const strictQuota = found(/failed quota: ([^:\s]+): must specify/);
    if (strictQuota !== undefined) {
        return `Give each container the requests and limits that the text names: \`kubectl describe quota ${strictQuota} -n ${namespace}\`.`;
    }
    const silent = found(/failed calling webhook "([^"]+)"/);
    if (silent !== undefined) {
        return `The admission webhook ${silent} does not answer: see its service and pods, which ${webhooks} names.`;
    }
    const level = found(/violates PodSecurity "([^"]+)"/);
    if (level !== undefined) {
        return `Set in the pod's template what the text names, or change the namespace's Pod Security level (${level}): \`kubectl get namespace ${namespace} --show-labels\`.`;
    }
    const policy = found(/admission webhook "([^"]+)" denied/) ?? found(/AdmissionPolicy '([^']+)'/);
    if (policy !== undefined) {
        return `Change in the pod's template what the policy names, or ask the owner of ${policy} for an exception: ${webhooks}.`;
    }
    if (/^(?:Error creating: )?(?:Timeout: )?request did not complete within|context deadline exceeded/.test(text)) {
        return `Something that is asked on the way does not answer, most often an admission webhook: see the services and pods that ${webhooks} names.`;
    }
    const account = found(/serviceaccount "([^"]+)" not found/);
    if (account !== undefined) {
        return `Create the service account, or correct serviceAccountName: \`kubectl create serviceaccount ${account} -n ${namespace}\`.`;
    }
    return /(?:maximum|minimum) \S+ usage per|max limit to request/.test(text)
        ? `Stay within the namespace's limits: \`kubectl describe limitrange -n ${namespace}\`.`
        : "Change what the text names: the pod's own settings, a quota or a policy of the namespace.";
}
