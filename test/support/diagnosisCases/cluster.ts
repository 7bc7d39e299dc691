// The cluster of a table's entry, on the API server of this process and as the facts that model/ decides on.
import type { CoreV1Event, V1Node, V1Pod } from "@kubernetes/client-node";
import type { EventFacts, NodeFacts, PodFacts } from "../../../model/kubernetes/facts";
import { eventFacts, nodeFacts } from "../../../observe/cluster/facts";
import { podFacts } from "../../../observe/cluster/podFacts";
import { ApiServer } from "../apiServer";
import type { StoredObject } from "../objectStore";
import { job, NAMESPACE, node } from "../objects";
import { minutesAgo, podObject } from "../podObjects";
import type { DiagnosisCase, EventShape } from "./case";

export async function serverOf(subject: DiagnosisCase): Promise<ApiServer> {
    const server = await ApiServer.start();
    server.store.put("namespaces", { metadata: { name: NAMESPACE } });
    for (const one of nodesOf(subject)) {
        server.store.put("nodes", one);
    }
    for (const one of subject.pods) {
        server.store.put("pods", podObject(one));
    }
    for (const one of eventsOf(subject)) {
        server.store.put("events", one);
    }
    for (const { plural, object } of subject.objects ?? []) {
        server.store.put(plural, object);
    }
    return server;
}

export const MIGRATION = "migrate";

/** The same with a Job that owns the pods, and is what events about a ReplicaSet are about. */
export function asMigration(subject: DiagnosisCase): DiagnosisCase {
    const owner = { kind: "Job", name: MIGRATION, uid: `uid-${MIGRATION}`, controller: true };
    const names = new Map(subject.pods.map(({ name }, index) => [name, `${MIGRATION}-${index}abcd`]));
    const renamed = (about: EventShape["about"] = subject.pods[0]?.name ?? "") =>
        typeof about === "string" ? (names.get(about) ?? about) : { kind: "Job", name: MIGRATION };
    const minutes = Math.max(0, ...subject.pods.map((pod) => pod.minutes ?? 0));
    const startTime = minutesAgo(minutes);
    const made = job(MIGRATION, {});
    const metadata = { ...made.metadata, uid: `uid-${MIGRATION}`, ...{ creationTimestamp: startTime } };
    return {
        ...subject,
        pods: subject.pods.map((pod) => ({
            ...pod,
            name: names.get(pod.name) ?? pod.name,
            owner,
            metadata: { labels: { "job-name": MIGRATION } },
        })),
        events: (subject.events ?? []).map((event) => ({ ...event, about: renamed(event.about) })),
        objects: [{ plural: "jobs", object: { ...made, metadata, status: { active: 1, startTime } } }],
    };
}

export interface CaseFacts {
    readonly pods: readonly PodFacts[];
    readonly events: readonly EventFacts[];
    readonly nodes: readonly NodeFacts[];
}

export function factsOf(subject: DiagnosisCase): CaseFacts {
    return {
        pods: subject.pods.map((one) => podFacts(podObject(one) as unknown as V1Pod)),
        events: eventsOf(subject).map((one) => eventFacts(one as unknown as CoreV1Event)),
        nodes: nodesOf(subject).map((one) => nodeFacts(one as unknown as V1Node)),
    };
}

function nodesOf({ nodes = [node("n1")] }: DiagnosisCase): readonly StoredObject[] {
    return nodes;
}

function eventsOf({ events = [], pods }: DiagnosisCase): StoredObject[] {
    return events.map((event, index) => eventObject(event, pods[0]?.name ?? "", index, pods));
}

function eventObject(event: EventShape, first: string, index: number, pods: DiagnosisCase["pods"]): StoredObject {
    const { about = first, reason, message, type = "Warning", minutes: [from, to] = [1, 1], count = 1 } = event;
    const involved = typeof about === "string" ? { kind: "Pod", name: about } : about;
    const onNode = pods.find(({ name }) => name === involved.name)?.node;
    return {
        metadata: { name: `${involved.name}.${index}`, namespace: NAMESPACE },
        involvedObject: { ...involved, namespace: NAMESPACE, uid: `uid-${involved.name}` },
        type,
        reason,
        message,
        firstTimestamp: minutesAgo(from),
        lastTimestamp: minutesAgo(to),
        count,
        source: involved.kind === "Pod" && onNode !== null ? { component: "kubelet", host: onNode ?? "n1" } : {},
    };
}
