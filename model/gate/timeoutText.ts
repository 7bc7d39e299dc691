/** The texts of a gate without a cause to name: its clock ran out, or its selection has no node. */

import type { NodeFacts, PodFacts } from "../kubernetes/facts";
import { forbiddingTaint, matchesSelector, selectionText, taintText } from "../nodes/selection";
import { CAUSES } from "../pulls/causes";
import { shownError } from "../pulls/error/shown";
import { explainHint } from "../pulls/explain";
import { plainError } from "../text/plain";
import type { Clock } from "../timeouts/chain";
import {
    adviceOf,
    byCause,
    type FailureQuestion,
    type GateFailure,
    MOST_CAUSES,
    nodesText,
    TEXT_LENGTH,
} from "./causeText";
import type { NodePull } from "./nodeStates";

const MOST_NODES = 10;

/** For a clock that ran out: what each unfinished node was doing, and the advice for the commonest cause. */
export function clockMessage(
    question: FailureQuestion,
    cold: readonly NodePull[],
    total: number,
    creation: string | undefined,
): GateFailure {
    const lines = cold.slice(0, MOST_NODES).map((pull) => `  ${pull.node}: ${stateText(question, pull, creation)}`);
    if (cold.length > MOST_NODES) {
        lines.push(`  and ${cold.length - MOST_NODES} more nodes`);
    }
    const warm = `${total - cold.length} of ${total} ${total === 1 ? "node has" : "nodes have"} it`;
    const blame = clockCause(question, cold);
    const message = [
        `pre-pull of ${question.image}: ${warm} when its clock ran out after ${clockText(question.gate)}`,
        ...lines,
        ...unscheduledLines(question.pods),
        ...(blame ? [`  what to do: ${adviceOf(question, blame.cause, blame)}`, explainHint([blame.cause.name])] : []),
    ].join("\n");
    return { message, cause: blame?.cause.name, node: cold[0]?.node };
}

/** The cause of most nodes; where none fails and some pull, they are slow. */
function clockCause(question: FailureQuestion, cold: readonly NodePull[]) {
    const [group] = byCause(cold);
    if (group) {
        return { cause: group.failure.cause, image: group.failure.image, node: group.nodes[0] };
    }
    const pulling = cold.find(({ state }) => state.kind === "pulling");
    return pulling && { cause: CAUSES.slow, image: question.image, node: pulling.node };
}

function stateText(question: FailureQuestion, { state }: NodePull, creation: string | undefined): string {
    switch (state.kind) {
        case "pulling": {
            const seconds = Math.max(0, Math.round((question.now - state.since) / 1_000));
            return `pulling for ${seconds} s, where ${question.pullMostSeconds} s are usual at most`;
        }
        case "failing":
            return `${state.failure.cause.explanation}; kubelet: ${shownError(state.failure.text, TEXT_LENGTH)}`;
        case "waiting":
            return plainError(state.text, TEXT_LENGTH);
        default:
            return creation === undefined ? "no pre-pull pod" : `no pre-pull pod; ${plainError(creation, TEXT_LENGTH)}`;
    }
}

/** A pod without a node cannot be told apart by node; the scheduler's texts can be counted. */
function unscheduledLines(pods: readonly PodFacts[]): string[] {
    const texts = new Map<string, number>();
    for (const { node, deletedAt, unschedulable } of pods) {
        if (node === undefined && deletedAt === undefined && unschedulable !== undefined) {
            texts.set(unschedulable, (texts.get(unschedulable) ?? 0) + 1);
        }
    }
    return [...texts]
        .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
        .slice(0, MOST_CAUSES)
        .map(([text, count]) => `  ${count} not scheduled: ${plainError(text, TEXT_LENGTH)}`);
}

function clockText({ seconds, shares }: Clock): string {
    return `${seconds} s (${shares.map((share) => `${share.name} ${share.seconds}`).join(" + ")})`;
}

/** For a selection without a usable node; taints are named, since a selector that is right hides them. */
export function noNodeMessage(question: FailureQuestion, matching: readonly NodeFacts[]): string {
    const { image, selection, nodes } = question;
    const start = `pre-pull of ${image}:`;
    if (matching.length > 0) {
        const names = nodesText(matching.map(({ name }) => name).sort());
        return `${start} ${names} not Ready, or cordoned, for all of ${clockText(question.gate)}`;
    }
    const labelled = nodes.filter((node) => matchesSelector(selection, node));
    const taints = [
        ...new Set(labelled.flatMap((node) => forbiddingTaint(selection, node) ?? []).map(taintText)),
    ].sort();
    const reason =
        taints.length === 0
            ? `none of ${nodes.length} nodes matches ${selectionText(selection)}`
            : `the nodes that match ${selectionText(selection)} have taints that are not tolerated: ${taints.join(", ")}`;
    return `${start} ${reason}. Correct nodeSelector and tolerations, or set allowZeroNodes where the nodes come later`;
}
