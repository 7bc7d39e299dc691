/** The newest word of a pod's events on each of its images. */

import { grouped } from "../grouped";
import type { EventFacts } from "../kubernetes/facts";
import { type PullFact, pullFact } from "./events";
import { missingSecrets } from "./pullSecrets";

export interface FailureEvent {
    /** False for a back-off, which only repeats what the last attempt said. */
    readonly attempt: boolean;
    readonly error: string;
    readonly firstAt: number;
    readonly lastAt: number;
}

/** What the events say of one image of a pod. */
export interface ImagePull {
    readonly image: string;
    readonly state: "pulling" | "present" | "failing";
    /** When the newest word on it was said: for `pulling`, when this attempt began. */
    readonly at: number;
    /** The runtime pulls it for the pod's sandbox: its name stands in the node's configuration, not in the pod. */
    readonly ofSandbox?: true;
    /** Since it was last present, newest first. */
    readonly failures: readonly FailureEvent[];
    /** Names of pull secrets that the kubelet did not find. */
    readonly missingSecrets: readonly string[];
}

/** The events of each object, by its uid. */
export function eventsByObject(events: Iterable<EventFacts>): Map<string, EventFacts[]> {
    return grouped(events, ({ objectUid }) => objectUid);
}

/** The images that a pod's own events speak of, by reference. */
export function imagePulls(events: readonly EventFacts[]): Map<string, ImagePull> {
    const seen = new Map<string, Sightings>();
    for (const event of events) {
        const fact = pullFact(event.message);
        if (fact?.image !== undefined) {
            const sightings = seen.get(fact.image) ?? noSightings(fact);
            seen.set(fact.image, sightings);
            if (fact.kind === "failed" || fact.kind === "backOff") {
                sightings.failing = Math.max(sightings.failing, event.lastAt);
                sightings.failures.push(failureEvent(fact, event));
            } else {
                const state = fact.kind === "pulling" ? "pulling" : "present";
                sightings[state] = Math.max(sightings[state], event.lastAt);
            }
        }
    }
    const newest = [...seen].filter(([, sightings]) => !isOvercome(sightings, seen.values()));
    const secrets = missingSecrets(events);
    return new Map(
        newest.map(([image, sightings]) => [image, { ...newestWord(image, sightings), missingSecrets: secrets }]),
    );
}

/** No image of a pod is pulled before the pod has a sandbox: by then the sandbox's own image is there. */
function isOvercome({ ofSandbox, failing }: Sightings, all: Iterable<Sightings>): boolean {
    return ofSandbox && [...all].some((other) => !other.ofSandbox && lastAt(other) >= failing);
}

function failureEvent({ kind, error = "" }: FailedFact, { firstAt, lastAt }: EventFacts): FailureEvent {
    return { attempt: kind === "failed", error, firstAt, lastAt };
}

type FailedFact = Extract<PullFact, { kind: "failed" | "backOff" }>;

interface Sightings {
    pulling: number;
    present: number;
    failing: number;
    failures: FailureEvent[];
    readonly ofSandbox: boolean;
}

const never = Number.NEGATIVE_INFINITY;

function noSightings(fact: PullFact): Sightings {
    const ofSandbox = fact.kind === "failed" && fact.sandbox === true;
    return { pulling: never, present: never, failing: never, failures: [], ofSandbox };
}

function lastAt({ pulling, present, failing }: Sightings): number {
    return Math.max(pulling, present, failing);
}

/** Events have whole seconds: within one, a pull began before it ended, and one that ended well is the last word. */
function newestWord(image: string, sightings: Sightings): Omit<ImagePull, "missingSecrets"> {
    const { present, failing, failures, ofSandbox } = sightings;
    const at = lastAt(sightings);
    const state = at === present ? "present" : at === failing ? "failing" : "pulling";
    const open = failures.filter((failure) => failure.lastAt > present).sort(newestFirst);
    return { image, state, at, failures: open, ...(ofSandbox && { ofSandbox }) };
}

function newestFirst(a: FailureEvent, b: FailureEvent): number {
    return b.lastAt - a.lastAt || (a.error < b.error ? -1 : 1);
}
