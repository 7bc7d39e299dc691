/** What pods that do not start have in common: how long, how often, and what that is told as. */

import type { EventFacts } from "../../kubernetes/facts";
import type { Finding, PodCase } from "../finding";
import { type ObstacleName, obstacleAdvice } from "./obstacles";

/** Volumes attach, networks come up and controllers write Secrets within this time; what repeats for longer will not. */
export const STUCK_SECONDS = 180;

/** For what does not repeat, or is not told at all: events are dropped when there are many. */
export const SILENT_SECONDS = 900;

export interface Repetition {
    readonly count: number;
    readonly since: number;
}

export function repetition(events: readonly EventFacts[]): Repetition | undefined {
    return events.length === 0
        ? undefined
        : {
              count: events.reduce((sum, { count }) => sum + count, 0),
              since: Math.min(...events.map(({ firstAt }) => firstAt)),
          };
}

export function withCount(text: string, repeated: Repetition | undefined): string {
    return repeated && repeated.count > 1 ? `${text} (${repeated.count} times)` : text;
}

export function isLong({ now }: PodCase, since: number, seconds: number): boolean {
    return now - since >= seconds * 1_000;
}

export function stuckFinding(
    { pod }: Pick<PodCase, "pod" | "now">,
    obstacle: ObstacleName,
    text: string,
    since: number,
): Finding {
    const { namespace, name, node, claims } = pod;
    const advice = obstacleAdvice(obstacle, { namespace, pod: name, node, claims, text });
    return { phase: "stuck", healthy: false, obstacle, text, advice, since };
}

export function isWarning({ type }: EventFacts): boolean {
    return type === "Warning";
}
