/** The text of a gate that fails by a cause: which nodes, why, in the kubelet's own words, and what to do about it. */

import type { NodeFacts, PodFacts } from "../kubernetes/facts";
import type { NodeSelection } from "../nodes/selection";
import { adviceText } from "../pulls/advice";
import type { AdviceFor } from "../pulls/caseAdvice";
import type { Cause, CauseName } from "../pulls/causes";
import { shownError } from "../pulls/error/shown";
import { explainHint } from "../pulls/explain";
import type { PullFailure } from "../pulls/podPull";
import { plainError } from "../text/plain";
import { sharedText } from "../text/sharedText";
import type { Clock } from "../timeouts/chain";
import type { NodePull } from "./nodeStates";

export interface GateFailure {
    readonly message: string;
    readonly cause?: CauseName;
    readonly node?: string;
}

export interface FailureQuestion {
    readonly nodes: readonly NodeFacts[];
    readonly pods: readonly PodFacts[];
    readonly image: string;
    readonly selection: NodeSelection;
    readonly now: number;
    readonly gate: Clock;
    readonly pullMostSeconds: number;
    readonly advice?: Partial<Record<CauseName, string>>;
}

/** Characters of a text of the cluster. */
export const TEXT_LENGTH = 400;
export const MOST_CAUSES = 3;

/** For nodes that failed for longer than their cause deserves: a paragraph a cause, the one of most nodes first. */
export function hopelessMessage(
    question: FailureQuestion,
    hopeless: readonly NodePull[],
    creation: string | undefined,
): GateFailure {
    const failing = byCause(hopeless);
    const noPod = hopeless.filter(({ state }) => state.kind === "noPod").map(({ node }) => node);
    const paragraphs = failing.slice(0, MOST_CAUSES).map((group) => causeParagraph(question, group));
    if (noPod.length > 0) {
        paragraphs.push(creationParagraph(noPod, creation));
    }
    const hint = explainHint(failing.slice(0, MOST_CAUSES).map(({ failure }) => failure.cause.name));
    const message = `pre-pull of ${question.image}: ${[...paragraphs, ...(hint ? [hint] : [])].join("\n")}`;
    const [first] = failing;
    return first ? { message, cause: first.failure.cause.name, node: first.nodes[0] } : { message, node: noPod[0] };
}

export interface CauseGroup {
    readonly failure: PullFailure;
    readonly nodes: [string, ...string[]];
}

export function byCause(pulls: readonly NodePull[]): CauseGroup[] {
    const groups = new Map<string, CauseGroup>();
    for (const { node, state } of pulls) {
        if (state.kind === "failing") {
            const key = groupKey(state.failure, node);
            const group = groups.get(key);
            if (group) {
                group.nodes.push(node);
            } else {
                groups.set(key, { failure: state.failure, nodes: [node] });
            }
        }
    }
    return [...groups.values()].sort((a, b) => b.nodes.length - a.nodes.length || (a.nodes[0] < b.nodes[0] ? -1 : 1));
}

/** Two texts that name no known cause are two faults. */
function groupKey({ cause, text }: PullFailure, node: string): string {
    return cause.name === "unknown" ? sharedText(text, [node]) : cause.name;
}

function causeParagraph(question: FailureQuestion, { failure, nodes }: CauseGroup): string {
    const other = failure.image === question.image ? "" : ` (for ${failure.image})`;
    const lines = [`${nodesText(nodes)}: ${failure.cause.explanation}${other}`];
    if (failure.text !== "") {
        lines.push(`  kubelet: ${shownError(failure.text, TEXT_LENGTH)}`);
    }
    lines.push(
        `  what to do: ${adviceOf(question, failure.cause, { ...failure, node: nodes[0], namespace: question.pods[0]?.namespace })}`,
    );
    return lines.join("\n");
}

function creationParagraph(nodes: readonly string[], text = ""): string {
    return [
        `${nodesText(nodes)}: no pre-pull pod, because the DaemonSet cannot create pods`,
        `  Kubernetes: ${plainError(text, TEXT_LENGTH)}`,
        "  what to do: change what the text names (a quota, Pod Security, an admission webhook) for this namespace.",
    ].join("\n");
}

export function adviceOf(question: FailureQuestion, cause: Cause, about: AdviceFor): string {
    return question.advice?.[cause.name] ?? adviceText(cause, about);
}

export function nodesText(nodes: readonly string[]): string {
    return `node ${nodes[0]}${nodes.length > 1 ? ` and ${nodes.length - 1} more` : ""}`;
}
