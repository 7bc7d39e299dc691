/** What keeps a migration from its end: of all that its Job, its pods and its events say, the one thing to begin with. */

import type { ContainerFacts, EventFacts, JobFacts, PodFacts } from "../kubernetes/facts";
import type { PodDiagnosis } from "../pods/diagnosis";
import { isRefusal } from "../pods/refusals";
import { STUCK_SECONDS } from "../pods/stuck/finding";
import { type WaitingView, waitingPods } from "../pods/waiting";
import { CAUSES, type Cause, causeOf } from "../pulls/causes";
import { pullFact } from "../pulls/events";
import { eventsByObject, type ImagePull, imagePulls } from "../pulls/imagePulls";

export interface MigrationView extends WaitingView {
    readonly job: JobFacts;
    readonly pods: readonly PodFacts[];
    /** Of the Job itself, and of pods of its name, also of those that are gone. */
    readonly jobEvents: readonly EventFacts[];
    /** The end of the log. */
    readonly log: readonly string[];
}

export type Obstacle =
    /** A pod does not get its image, or no node. */
    | { readonly kind: "pod"; readonly diagnosis: PodDiagnosis }
    /** The Job ended before the image was pulled. */
    | {
          readonly kind: "cutOff";
          readonly image: string;
          readonly node?: string;
          readonly cause: Cause;
          readonly text: string;
      }
    | { readonly kind: "outOfMemory"; readonly container: string }
    | { readonly kind: "exit"; readonly container: string; readonly code: number }
    /** The API server accepts no pod of it; without a text nothing says why there is none. */
    | { readonly kind: "noPod"; readonly text: string }
    | { readonly kind: "suspended" };

export function obstacleOf(view: MigrationView): Obstacle | undefined {
    const [diagnosis] = waitingPods(view).filter(({ healthy }) => !healthy);
    return diagnosis
        ? { kind: "pod", diagnosis }
        : (suspended(view) ?? cutOff(view) ?? ended(view.pods) ?? noPod(view));
}

/** A Job that reaches its deadline deletes its pods, and somebody may have: what they waited for is in their events. */
function cutOff({ job, pods, jobEvents }: MigrationView): Obstacle | undefined {
    if (!job.failure) {
        return undefined;
    }
    const known = new Set(pods.map(({ uid }) => uid));
    const ofGonePods = jobEvents.filter(({ kind, objectUid }) => kind === "Pod" && !known.has(objectUid));
    for (const events of eventsByObject(ofGonePods).values()) {
        const open = [...imagePulls(events).values()].find((pull) => isOpen(pull, events, job));
        if (open) {
            return {
                kind: "cutOff",
                image: open.image,
                node: events.find(({ node }) => node)?.node,
                ...reasonOf(open),
            };
        }
    }
    return undefined;
}

/** The pull goes on after the Job's end, so its own end may be told later. */
function isOpen({ image, state, at }: ImagePull, events: readonly EventFacts[], { finishedAt }: JobFacts): boolean {
    const endedLate = finishedAt !== undefined && at > finishedAt;
    return state !== "present" || (endedLate && wasPulled(events, image));
}

/** Of several texts the newest that tells a cause: a back-off mostly repeats only that there was one. */
function reasonOf({ image, state, failures }: ImagePull): { cause: Cause; text: string } {
    if (state !== "failing") {
        return { cause: CAUSES.slow, text: "" };
    }
    const errors = failures.map(({ error }) => error);
    const text = errors.find((error) => causeOf(error, image)) ?? errors[0] ?? "";
    return { cause: causeOf(text, image) ?? CAUSES.unknown, text };
}

function wasPulled(events: readonly EventFacts[], image: string): boolean {
    return events.some(({ message }) => {
        const fact = pullFact(message);
        return fact?.kind === "pulled" && fact.image === image;
    });
}

function ended(pods: readonly PodFacts[]): Obstacle | undefined {
    const newestFirst = [...pods].sort((a, b) => b.createdAt - a.createdAt);
    const failed = newestFirst.flatMap(({ containers }) => containers).find(({ exitCode = 0 }) => exitCode !== 0);
    return failed && exitOf(failed);
}

function exitOf({ name, reason, exitCode = 0 }: ContainerFacts): Obstacle {
    return reason === "OOMKilled"
        ? { kind: "outOfMemory", container: name }
        : { kind: "exit", container: name, code: exitCode };
}

function suspended({ job }: MigrationView): Obstacle | undefined {
    return job.suspended && !job.failure ? { kind: "suspended" } : undefined;
}

/** A pod that was created since the newest refusal shows that it is over. */
function noPod({ job, pods, jobEvents, now }: MigrationView): Obstacle | undefined {
    const refusals = jobEvents.filter((event) => event.objectUid === job.uid && isRefusal(event));
    const newest = [...refusals].sort((a, b) => b.lastAt - a.lastAt)[0];
    if (newest) {
        return pods.some(({ createdAt }) => createdAt > newest.lastAt)
            ? undefined
            : { kind: "noPod", text: newest.message };
    }
    const ended = job.failure !== undefined || pods.length > 0;
    const long = now - (job.startedAt ?? job.createdAt) >= STUCK_SECONDS * 1_000;
    return ended || !long ? undefined : { kind: "noPod", text: "" };
}
