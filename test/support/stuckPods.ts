// What is told of a pod that does not start, and warnings about it.
import assert from "node:assert/strict";
import type { EventFacts, NodeFacts, PodFacts } from "../../model/kubernetes/facts";
import { diagnosePod } from "../../model/pods/diagnosis";
import { at, event, pod } from "./gateView";

export const POD = pod("aks-7");

export function warning(reason: string, message: string, first: number, last: number, count = 2): EventFacts {
    return { ...event(POD, message, first, last), type: "Warning", reason, count };
}

/** The phase, what is in its way, the text, and since how many seconds. */
export function found(one: PodFacts, now: number, events: readonly EventFacts[] = [], on?: NodeFacts) {
    const { phase, healthy, obstacle, cause, text, sinceSeconds } = diagnosePod(one, events, on, at(now));
    assert.equal(healthy, phase !== "stuck");
    return [phase, obstacle ?? cause?.name, text, sinceSeconds];
}

export const phaseOf = (...question: Parameters<typeof found>) => found(...question)[0];
