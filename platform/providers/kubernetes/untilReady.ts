// Waits until an object is ready, and tells the engine meanwhile what it is waiting for.
import type { ResourceCall } from "../shared/provider";
import type { Cluster } from "./api/cluster";
import type { KubernetesObject, ObjectAddress } from "./api/objects";
import { podProblems } from "./podProblems";
import { DEFAULT_TIMEOUT_SECONDS, poll, whyEnded } from "./polling";
import { type Readiness, readinessOf } from "./readiness";

export interface WaitResult {
    /** As it was seen last; undefined when it vanished, or was never seen. */
    readonly object: KubernetesObject | undefined;
    /** Why it is not ready; empty when it is. */
    readonly problems: readonly string[];
}

interface Observation extends WaitResult {
    readonly state: Readiness["state"];
}

export async function untilReady(
    cluster: Cluster,
    address: ObjectAddress,
    call: ResourceCall,
    timeoutSeconds: number = DEFAULT_TIMEOUT_SECONDS,
): Promise<WaitResult> {
    const reported = new Set<string>();
    let last: Observation = { object: undefined, state: "waiting", problems: ["it was not seen yet"] };
    const step = async (): Promise<Observation | undefined> => {
        last = await look(cluster, address);
        report(call, reported, last);
        return last.state === "waiting" ? undefined : last;
    };
    const ended = await poll(step, timeoutSeconds, call.signal);
    if (ended) {
        return ended;
    }
    const [state, ...others] = last.problems;
    const problems = [`${whyEnded(timeoutSeconds, call.signal)} while waiting: ${state}`, ...others];
    return { object: last.object, problems };
}

async function look(cluster: Cluster, address: ObjectAddress): Promise<Observation> {
    const object = await cluster.read(address);
    if (object === undefined) {
        return { object, state: "failed", problems: ["somebody deleted it while it was waited for"] };
    }
    const { state, text, podSelector } = readinessOf(object);
    const problems = state === "ready" ? [] : [text, ...(await causes(cluster, object, podSelector))];
    return { object, state, problems };
}

/** What Kubernetes says of the object and of its pods. */
async function causes(
    cluster: Cluster,
    { metadata: { namespace, uid } }: KubernetesObject,
    podSelector: Readiness["podSelector"],
): Promise<string[]> {
    if (namespace === undefined || uid === undefined) {
        return [];
    }
    const warnings = await cluster.warnings(namespace, uid);
    return podSelector ? [...warnings, ...podProblems(await cluster.pods(namespace, podSelector))] : warnings;
}

/** Tells only what is new: where there is no terminal, the engine prints every line again. */
function report(call: ResourceCall, reported: Set<string>, { state, problems: [text, ...causes] }: Observation): void {
    const fresh = (line: string) => !reported.has(line) && Boolean(reported.add(line));
    if (state === "waiting" && text !== undefined && fresh(text)) {
        call.log("info", text, { ephemeral: true });
    }
    if (state === "ready" && reported.size > 0) {
        call.log("info", "ready", { ephemeral: true });
    }
    for (const cause of causes.filter(fresh)) {
        call.log("warning", cause);
    }
}
