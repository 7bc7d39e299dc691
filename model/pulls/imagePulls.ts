/** The newest word of a pod's events on each of its images. */

import { grouped } from "../grouped";
import type { EventFacts } from "../kubernetes/facts";
import { type PullFact, pullFact } from "./events";

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
    /** Since it was last present, newest first. */
    readonly failures: readonly FailureEvent[];
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
            const sightings = seen.get(fact.image) ?? { pulling: never, present: never, failing: never, failures: [] };
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
    return new Map([...seen].map(([image, sightings]) => [image, newestWord(image, sightings)]));
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
}

const never = Number.NEGATIVE_INFINITY;

/** Events have whole seconds: within one, a pull began before it ended, and one that ended well is the last word. */
function newestWord(image: string, { pulling, present, failing, failures }: Sightings): ImagePull {
    const at = Math.max(pulling, present, failing);
    const state = at === present ? "present" : at === failing ? "failing" : "pulling";
    const open = failures.filter(({ lastAt }) => lastAt > present).sort(newestFirst);
    return { image, state, at, failures: open };
}

function newestFirst(a: FailureEvent, b: FailureEvent): number {
    return b.lastAt - a.lastAt || (a.error < b.error ? -1 : 1);
}
