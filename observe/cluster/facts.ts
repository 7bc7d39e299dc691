// Objects of the API server as plain facts (pods: podFacts.ts). Total: a field that is missing never fails.
import type { CoreV1Event, V1Job, V1Node, V1PodSpec } from "@kubernetes/client-node";
import type { EventFacts, JobFacts, NodeFacts } from "../../model/kubernetes/facts";
import { milliseconds } from "./milliseconds";

/** Reads both shapes: counted events (firstTimestamp, count), and series (eventTime, with null timestamps). */
export function eventFacts(event: CoreV1Event): EventFacts {
    const { metadata, involvedObject: about, series, source } = event;
    const created = milliseconds(metadata?.creationTimestamp);
    const firstAt = milliseconds(event.firstTimestamp) ?? milliseconds(event.eventTime) ?? created ?? 0;
    const lastAt = milliseconds(series?.lastObservedTime) ?? milliseconds(event.lastTimestamp) ?? firstAt;
    const off = clockOff(firstAt, lastAt, created);
    return {
        uid: metadata?.uid ?? "",
        kind: about?.kind ?? "",
        namespace: about?.namespace ?? metadata?.namespace ?? "",
        name: about?.name ?? "",
        objectUid: about?.uid ?? "",
        type: event.type ?? "Normal",
        reason: event.reason ?? "",
        message: event.message ?? "",
        firstAt: firstAt + off,
        lastAt: Math.max(firstAt, lastAt) + off,
        count: series?.count ?? event.count ?? 1,
        node: source?.host || (event.reportingComponent === "kubelet" && event.reportingInstance) || undefined,
    };
}

/** An event cannot be older than what it tells, but for the second that its time is rounded to and what clocks usually differ by. */
const AHEAD_MS = 30_000;
/** A kubelet that cannot reach the API server tries for two minutes. */
const BEHIND_MS = 180_000;

/**
 * What has to be added to the times of an event, because the clock of its node is off: they are the node's, and the object's own
 * is the API server's. Without it a failed pull would count as one before this run, or as one to come.
 */
function clockOff(firstAt: number, lastAt: number, created = firstAt): number {
    return firstAt - created > AHEAD_MS || created - lastAt > BEHIND_MS ? created - firstAt : 0;
}

export function nodeFacts({ metadata, spec, status }: V1Node): NodeFacts {
    const isTrue = (status?.conditions ?? []).filter((one) => one.status === "True").map(({ type }) => type);
    const ready = status?.conditions?.find(({ type }) => type === "Ready");
    return {
        name: metadata?.name ?? "",
        ready: isTrue.includes("Ready"),
        ...(ready &&
            ready.status !== "True" && {
                notReady: { since: milliseconds(ready.lastTransitionTime), message: ready.message ?? "" },
            }),
        schedulable: spec?.unschedulable !== true,
        labels: metadata?.labels ?? {},
        taints: (spec?.taints ?? []).map(({ key, value, effect }) => ({ key, value, effect })),
        os: status?.nodeInfo?.operatingSystem ?? "",
        arch: status?.nodeInfo?.architecture ?? "",
        kubeletVersion: status?.nodeInfo?.kubeletVersion ?? "",
        runtimeVersion: status?.nodeInfo?.containerRuntimeVersion ?? "",
        // Node problem detectors add conditions that are True in health; only Kubernetes' own ones are known to be faults.
        pressures: isTrue.filter((type) => type.endsWith("Pressure") || type === "NetworkUnavailable"),
        createdAt: milliseconds(metadata?.creationTimestamp) ?? 0,
    };
}

export function jobFacts({ metadata, spec, status }: V1Job): JobFacts {
    const condition = (type: string) => status?.conditions?.find((one) => one.type === type && one.status === "True");
    const failed = condition("Failed");
    return {
        namespace: metadata?.namespace ?? "",
        name: metadata?.name ?? "",
        uid: metadata?.uid ?? "",
        labels: metadata?.labels ?? {},
        images: images(spec?.template?.spec),
        failed: status?.failed ?? 0,
        complete: condition("Complete") !== undefined,
        suspended: spec?.suspend === true,
        failure: failed && { reason: failed.reason ?? "", message: failed.message ?? "" },
        createdAt: milliseconds(metadata?.creationTimestamp) ?? 0,
        startedAt: milliseconds(status?.startTime),
        finishedAt: milliseconds(status?.completionTime) ?? milliseconds(failed?.lastTransitionTime),
        activeDeadlineSeconds: spec?.activeDeadlineSeconds,
        backoffLimit: spec?.backoffLimit,
    };
}

/** Every image that pods of this template pull, once each. */
function images(spec: V1PodSpec | undefined): string[] {
    const ofContainers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].flatMap(
        ({ image }) => image ?? [],
    );
    const ofVolumes = (spec?.volumes ?? []).flatMap(({ image }) => image?.reference ?? []);
    return [...new Set([...ofContainers, ...ofVolumes])];
}
