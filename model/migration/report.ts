/** How a migration's Job stands: what its pods do, what is left of its deadline, and what to do next. */

import type { JobFacts } from "../kubernetes/facts";
import { PACKAGE } from "../kubernetes/labels";
import type { PodDiagnosis } from "../pods/diagnosis";
import { refusalAdvice } from "../pods/refusals";
import { type StatusPod, statusPod } from "../pods/status";
import { diagnosesOf } from "../pods/waiting";
import { adviceText } from "../pulls/advice";
import type { CauseName } from "../pulls/causes";
import { shownError } from "../pulls/error/shown";
import { type PullRecord, pulls } from "../pulls/statistics";
import { spokenDuration } from "../text/durations";
import { type MigrationView, type Obstacle, obstacleOf } from "./obstacle";

type MigrationState =
    | "complete"
    | "failed"
    /** It has not failed yet, and does not go on either. */
    | "stuck"
    | "running";

/** The answer of `migration --output json`. */
export interface MigrationReport {
    readonly namespace: string;
    readonly job: string;
    readonly images: readonly string[];
    readonly state: MigrationState;
    /** What happened, in one line. */
    readonly text: string;
    readonly cause?: CauseName;
    /** What to do. */
    readonly next: string;
    /** Absent where the Job has none. What is left is 0 once the Job has ended. */
    readonly deadline?: { readonly seconds: number; readonly leftSeconds: number };
    readonly pods: readonly StatusPod[];
    /** Its finished downloads, also by pods that are gone. */
    readonly pulls: readonly PullRecord[];
    /** The end of the log. */
    readonly log: readonly string[];
}

export function migrationReport(view: MigrationView): MigrationReport {
    const { job, jobEvents, log } = view;
    // What stood in the way of an attempt is of no interest once another one has succeeded.
    const obstacle = job.complete ? undefined : obstacleOf(view);
    const state = stateOf(job, obstacle);
    const diagnoses = diagnosesOf(view);
    const cause = obstacle && causeOf(obstacle);
    const deadline = deadlineOf(view);
    return {
        namespace: job.namespace,
        job: job.name,
        images: job.images,
        state,
        text: shownError(textOf(view, state, obstacle), 400),
        ...(cause !== undefined && { cause }),
        next: nextStep(job, state, obstacle, diagnoses),
        ...(deadline && { deadline }),
        pods: diagnoses.map((diagnosis) => statusPod(diagnosis, view)),
        pulls: pulls(jobEvents),
        log,
    };
}

const STUCK: ReadonlySet<Obstacle["kind"]> = new Set(["pod", "noPod", "suspended"]);

/** A program that exits with an error is tried again by the Job, as often as its backoffLimit says: that is not stuck. */
function stateOf({ complete, failure }: JobFacts, obstacle: Obstacle | undefined): MigrationState {
    if (complete || failure) {
        return complete ? "complete" : "failed";
    }
    return obstacle && STUCK.has(obstacle.kind) ? "stuck" : "running";
}

function causeOf(obstacle: Obstacle): CauseName | undefined {
    const cause = obstacle.kind === "pod" ? obstacle.diagnosis.cause : obstacle.kind === "cutOff" && obstacle.cause;
    return cause ? cause.name : undefined;
}

function deadlineOf({ job, now }: MigrationView): MigrationReport["deadline"] {
    const { activeDeadlineSeconds: seconds, startedAt, complete, failure } = job;
    if (seconds === undefined) {
        return undefined;
    }
    const used = startedAt === undefined ? 0 : (now - startedAt) / 1_000;
    return { seconds, leftSeconds: complete || failure ? 0 : Math.max(0, Math.round(seconds - used)) };
}

function textOf({ job, now }: MigrationView, state: MigrationState, obstacle: Obstacle | undefined): string {
    const seconds = ((job.finishedAt ?? now) - (job.startedAt ?? job.createdAt)) / 1_000;
    const time = spokenDuration(Math.max(0, seconds));
    const beginning = { complete: "completed in", failed: "failed after", stuck: "stuck for", running: "running for" };
    const reason = state === "failed" && job.failure ? `${job.failure.reason}: ${job.failure.message}` : "";
    return [`${beginning[state]} ${time}`, obstacle && obstacleText(obstacle), reason].filter(Boolean).join("; ");
}

function obstacleText(obstacle: Obstacle): string {
    switch (obstacle.kind) {
        case "pod":
            return obstacle.diagnosis.text;
        case "cutOff":
            return `it ended before ${obstacle.image} was pulled${obstacle.text && `: ${obstacle.text}`}`;
        case "outOfMemory":
            return `container ${obstacle.container} ran out of memory`;
        case "exit":
            return `container ${obstacle.container} ended with exit code ${obstacle.code}`;
        case "noPod":
            return obstacle.text === "" ? "no pod of it was created" : `no pod of it is accepted: ${obstacle.text}`;
        case "suspended":
            return "it is suspended";
    }
}

function nextStep(
    job: JobFacts,
    state: MigrationState,
    obstacle: Obstacle | undefined,
    diagnoses: readonly PodDiagnosis[],
): string {
    if (state === "complete") {
        return "Nothing to do: it completed.";
    }
    const fix = obstacle ? fixOf(obstacle, job) : undefined;
    if (state === "failed") {
        return `${fix ?? failureFix(job)} Then run it again: ${startAgain(job)}`;
    }
    return fix ?? `Nothing to do yet: ${goingOn(diagnoses)}.`;
}

/** What a migration without an obstacle is doing. */
function goingOn(diagnoses: readonly PodDiagnosis[]): string {
    const phases = new Set(diagnoses.map(({ phase }) => phase));
    if (phases.has("held")) {
        return "its scheduling gates hold it until whoever set them removes them";
    }
    return phases.has("pulling") ? "its image is being pulled" : "it is running";
}

function fixOf(obstacle: Obstacle, { namespace, name }: JobFacts): string {
    switch (obstacle.kind) {
        case "pod":
            return obstacle.diagnosis.advice ?? "";
        case "cutOff":
            return obstacle.cause.name === "slow"
                ? "Put the image on the nodes before the migration starts (ImagePrepull), or give it the deadline of its size: `image-delivery timeouts <size>`."
                : adviceText(obstacle.cause, { ...obstacle, namespace });
        case "outOfMemory":
            return "Raise the memory limit of its container.";
        case "exit":
            return "See the end of its log for the reason.";
        case "noPod":
            return obstacle.text === ""
                ? `See what the Job's controller says: \`kubectl describe job ${name} -n ${namespace}\`.`
                : refusalAdvice(obstacle.text, namespace);
        case "suspended":
            return `Resume it: \`kubectl patch job ${name} -n ${namespace} -p '{"spec":{"suspend":false}}'\`.`;
    }
}

function failureFix({ failure }: JobFacts): string {
    return failure?.reason === "DeadlineExceeded"
        ? "It needs more time than was declared for its run: raise runSeconds."
        : "See the end of its log for the reason.";
}

function startAgain({ labels, name }: JobFacts): string {
    return labels["app.kubernetes.io/managed-by"] === PACKAGE
        ? "the next `pulumi up` does."
        : `delete it with \`image-delivery unstick ${name}\`, and create it again.`;
}
