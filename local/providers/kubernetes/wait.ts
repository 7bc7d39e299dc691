// Waits for objects to become ready, or to be gone.
import { setTimeout as sleep } from "node:timers/promises";
import type { ResourceCall } from "../shared/provider";
import { ApiError, Unreachable } from "./api/api";
import type { Cluster } from "./api/cluster";
import type { KubernetesObject, ObjectAddress } from "./api/objects";
import { podProblems } from "./podProblems";
import { type Readiness, readinessOf } from "./readiness";

/** The real provider's, for every kind. */
export const DEFAULT_TIMEOUT_SECONDS = 600;

const POLL_MS = 500;

export interface WaitResult {
    /** As it was seen last; undefined when it vanished. */
    readonly object: KubernetesObject | undefined;
    /** Why it is not ready; empty when it is. */
    readonly problems: readonly string[];
}

/** Waits until the object is ready or has failed, and tells the engine what it is waiting for. */
export async function untilReady(
    cluster: Cluster,
    address: ObjectAddress,
    call: ResourceCall,
    timeoutSeconds: number = DEFAULT_TIMEOUT_SECONDS,
): Promise<WaitResult> {
    const until = Date.now() + timeoutSeconds * 1000;
    const told = new Set<string>();
    let object: KubernetesObject | undefined;
    let last: readonly string[] = ["it was not seen yet"];
    while (Date.now() < until && !call.signal.aborted) {
        const seen = await patiently(() => cluster.read(address));
        if (seen.answered && seen.value === undefined) {
            return { object: undefined, problems: ["somebody deleted it while it was waited for"] };
        }
        if (seen.value) {
            object = seen.value;
            const readiness = readinessOf(object);
            if (readiness.state === "ready") {
                report(call, told, told.size > 0 ? ["ready"] : []);
                return { object, problems: [] };
            }
            last = [readiness.text, ...(await problemsOf(cluster, object, readiness))];
            if (readiness.state === "failed") {
                return { object, problems: last };
            }
            report(call, told, last);
        }
        await pause(Math.min(POLL_MS, until - Date.now()), call.signal);
    }
    const why = call.signal.aborted ? "cancelled" : `timed out after ${timeoutSeconds} s`;
    return { object, problems: [`${why} while waiting: ${last[0]}`, ...last.slice(1)] };
}

/** Waits until the object is gone. Another object of the same name is not the one that was deleted. */
export async function untilGone(
    cluster: Cluster,
    address: ObjectAddress,
    uid: string | undefined,
    signal: AbortSignal,
    timeoutSeconds: number = DEFAULT_TIMEOUT_SECONDS,
): Promise<void> {
    const until = Date.now() + timeoutSeconds * 1000;
    let finalizers: string[] = [];
    while (Date.now() < until && !signal.aborted) {
        const seen = await patiently(() => cluster.read(address));
        if (seen.answered && (seen.value === undefined || seen.value.metadata.uid !== uid)) {
            return;
        }
        finalizers = seen.value?.metadata.finalizers ?? finalizers;
        await pause(Math.min(POLL_MS, until - Date.now()), signal);
    }
    const holders = finalizers.length > 0 ? `; its finalizers are ${finalizers.join(", ")}` : "";
    const why = signal.aborted ? "cancelled" : `timed out after ${timeoutSeconds} s`;
    throw new Error(`${why} while waiting for ${address.kind} ${address.name} to be gone${holders}`);
}

/** What Kubernetes says of the object and of its pods. */
async function problemsOf(cluster: Cluster, object: KubernetesObject, { podSelector }: Readiness): Promise<string[]> {
    const { namespace, uid } = object.metadata;
    if (namespace === undefined || uid === undefined) {
        return [];
    }
    const warnings = await patiently(() => cluster.warnings(namespace, uid));
    if (podSelector === undefined) {
        return warnings.value ?? [];
    }
    const selector = Object.entries(podSelector).map(([key, value]) => `${key}=${value}`);
    const pods = await patiently(() => cluster.pods(namespace, selector.join(",")));
    return [...(warnings.value ?? []), ...podProblems(pods.value ?? [])];
}

/** Tells the engine what is new: it prints every line again where there is no terminal. */
function report(call: ResourceCall, told: Set<string>, [state, ...problems]: readonly string[]): void {
    const fresh = (line: string) => !told.has(line) && Boolean(told.add(line));
    if (state !== undefined && fresh(state)) {
        call.log("info", state, { ephemeral: true });
    }
    for (const problem of problems.filter(fresh)) {
        call.log("warning", problem);
    }
}

/** An API server that restarts or is overloaded for a moment must not fail what it is still working on. */
async function patiently<T>(read: () => Promise<T>): Promise<{ answered: boolean; value?: T }> {
    try {
        return { answered: true, value: await read() };
    } catch (error) {
        if (
            error instanceof Unreachable ||
            (error instanceof ApiError && (error.status === 429 || error.status >= 500))
        ) {
            return { answered: false };
        }
        throw error;
    }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
    await sleep(Math.max(0, ms), undefined, { signal }).catch(() => {});
}
