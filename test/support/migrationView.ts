// What a report of a migration looks at: a Job that runs, and what differs from that.
import type { EventFacts, JobFacts, PodFacts } from "../../model/kubernetes/facts";
import type { MigrationView } from "../../model/migration/obstacle";
import { eventsByObject } from "../../model/pulls/imagePulls";
import { at, container, pod } from "./gateView";

/** The container of a migration's pod that has ended. */
export function ended(exitCode: number, reason = "Error") {
    return container({ name: "migrate", state: "terminated", reason, exitCode, imageId: "sha256:1" });
}

const JOB: JobFacts = {
    namespace: "apps",
    name: "zone-12ab",
    uid: "uid-job",
    labels: {},
    images: [],
    failed: 0,
    complete: false,
    suspended: false,
    createdAt: at(0),
    startedAt: at(0),
    activeDeadlineSeconds: 970,
};

/** Why a Job failed, and when. */
export function failedBy(reason: string, message = ""): Partial<JobFacts> {
    return { failure: { reason, message }, finishedAt: at(60) };
}

/** A pod of the Job. */
export function migrationPod(name: string, different: Partial<PodFacts> = {}): PodFacts {
    return pod("aks-7", { name: `zone-12ab-${name}`, ...different });
}

/** A refusal of the API server, of a pod of the Job. */
export function refusal(message: string, seconds: number): EventFacts {
    return {
        uid: `event-${message}-${seconds}`,
        kind: "Job",
        namespace: "apps",
        name: "zone-12ab",
        objectUid: "uid-job",
        type: "Warning",
        reason: "FailedCreate",
        message,
        firstAt: at(seconds),
        lastAt: at(seconds),
        count: 1,
    };
}

interface Different {
    readonly job?: Partial<JobFacts>;
    readonly pods?: readonly PodFacts[];
    readonly events?: readonly EventFacts[];
    /** Seconds after the Job's start. */
    readonly now?: number;
}

export function migrationView({ job, pods = [], events = [], now = 100 }: Different): MigrationView {
    return {
        job: { ...JOB, ...job },
        pods,
        jobEvents: events,
        events: eventsByObject(events),
        nodes: new Map(),
        sizes: new Map(),
        now: at(now),
        log: ["the end"],
    };
}
