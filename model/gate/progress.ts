/** What a waiting gate shows: how many nodes have the image, which one is slowest, and how long it may still take. */

import { plainText } from "../text/plain";
import type { NodePull } from "./nodeStates";

export interface GateProgress {
    readonly warm: number;
    readonly total: number;
    /** The node that has been pulling for the longest time. */
    readonly slowest?: string;
    /** By the declared size; 0 when it takes longer than that. */
    readonly secondsLeft?: number;
    readonly line: string;
}

export interface ProgressQuestion {
    readonly image: string;
    readonly now: number;
    readonly pullMostSeconds: number;
}

const LINE_LENGTH = 200;

/** @param held nodes that join meanwhile, and take no pods before they have the image. */
export function gateProgress(
    question: ProgressQuestion,
    cold: readonly NodePull[],
    total: number,
    held = 0,
): GateProgress {
    const warm = total - cold.length;
    const slowest = slowestPull(cold);
    const secondsLeft = Math.max(0, ...cold.map((pull) => secondsLeftFor(pull, question)));
    const parts = [
        `${warm} of ${total} ${total === 1 ? "node has" : "nodes have"} ${shortImage(question.image)}`,
        slowest && `${slowest.node} has been pulling for ${fives(secondsSince(slowest.since, question))} s`,
        failingText(cold),
        heldText(held),
        secondsLeft > 0 ? `about ${fives(secondsLeft)} s left` : "it takes longer than its size suggests",
    ];
    const line = plainText(parts.filter(Boolean).join("; "), LINE_LENGTH);
    return { warm, total, slowest: slowest?.node, secondsLeft, line };
}

function heldText(held: number): string | undefined {
    return held === 0 ? undefined : `${held} more ${held === 1 ? "is" : "are"} joining, held back until they have it`;
}

export function noNodeProgress(image: string, matching: number, held = 0): GateProgress {
    if (matching === 0) {
        return { warm: 0, total: 0, line: plainText(`${shortImage(image)} waits: ${heldText(held)}`, LINE_LENGTH) };
    }
    const nodes = matching === 1 ? "the node that is selected is" : `the ${matching} nodes that are selected are`;
    const line = plainText(`${shortImage(image)} waits: ${nodes} not Ready, or cordoned`, LINE_LENGTH);
    return { warm: 0, total: 0, line };
}

function slowestPull(cold: readonly NodePull[]): { node: string; since: number } | undefined {
    return cold
        .flatMap(({ node, state }) => (state.kind === "pulling" ? [{ node, since: state.since }] : []))
        .reduce<{ node: string; since: number } | undefined>(
            (slowest, pull) => (slowest && slowest.since <= pull.since ? slowest : pull),
            undefined,
        );
}

/** A node that does not pull yet has its whole pull before it. */
function secondsLeftFor({ state }: NodePull, question: ProgressQuestion): number {
    const elapsed = state.kind === "pulling" ? secondsSince(state.since, question) : 0;
    return question.pullMostSeconds - elapsed;
}

function failingText(cold: readonly NodePull[]): string | undefined {
    const failing = cold.filter(({ state }) => state.kind === "failing");
    const [first] = failing;
    if (first?.state.kind !== "failing") {
        return undefined;
    }
    const title = first.state.failure.cause.explanation.split(":")[0];
    const others = failing.length === 1 ? "" : ` and ${failing.length - 1} more`;
    return `${first.node}${others} will try again (${title})`;
}

function secondsSince(since: number, { now }: ProgressQuestion): number {
    return Math.max(0, (now - since) / 1_000);
}

/** In steps of five seconds, since a line is written again whenever it changes. */
function fives(seconds: number): number {
    return Math.ceil(seconds / 5) * 5;
}

/** The last part of the repository, and as much of a digest as tells images apart. */
function shortImage(image: string): string {
    return image.replace(/^.*\//, "").replace(/(@sha256:[0-9a-f]{12})[0-9a-f]+/, "$1");
}
