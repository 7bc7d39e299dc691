/**
 * The gate of a pre-pull: opens when the nodes have the image, fails when a cause cannot heal, waits otherwise. A pure fold
 * of what the cluster says, so the order and the number of observations decide nothing.
 */

import type { EventFacts, NodeFacts, PodFacts } from "../kubernetes/facts";
import type { NodeSelection } from "../nodes/selection";
import type { CauseName } from "../pulls/causes";
import type { Clock } from "../timeouts/chain";
import { awayNodes } from "./away";
import { type GateFailure, hopelessMessage } from "./causeText";
import { type CauseWarning, causeWarnings } from "./causeWarnings";
import { awaitedNodes, heldNodes, unheldJoins } from "./joining";
import { CLOCKS_DIFFER_MS, type NodePull, nodePulls } from "./nodeStates";
import { patienceSeconds } from "./patience";
import { type GateProgress, gateProgress, noNodeProgress } from "./progress";
import { clockMessage, noNodeMessage } from "./timeoutText";

export interface GateQuestion {
    /** All nodes of the cluster. */
    readonly nodes: readonly NodeFacts[];
    /** The pods of this DaemonSet, and of no other. */
    readonly pods: readonly PodFacts[];
    /** The events of those pods and of the DaemonSet, in any order. */
    readonly events: readonly EventFacts[];
    /** Milliseconds since the epoch, as all times. */
    readonly now: number;
    readonly startedAt: number;
    readonly image: string;
    /** What the pods pull too, each with a gate of its own. */
    readonly others?: readonly string[];
    readonly selection: NodeSelection;
    /** Key of the taint that new nodes join with; the default one where it is left out. */
    readonly startupTaint?: string;
    /** Share of the selected nodes that must have the image, 0 to 1. */
    readonly quorum: number;
    readonly allowZeroNodes: boolean;
    readonly gate: Clock;
    /** Seconds that a healthy pull of this size takes at most; for the progress only. */
    readonly pullMostSeconds: number;
    /** Replaces the advice of a cause. */
    readonly advice?: Partial<Record<CauseName, string>>;
}

export type GateVerdict =
    | {
          readonly state: "open";
          readonly warm: number;
          readonly total: number;
          /** The nodes that the quorum does without. */
          readonly left: string[];
          /** Nodes that take no pods before they have the image, where there are some. */
          readonly held?: string[];
          /** Nodes that joined without the taint with which others are born, where there are some. */
          readonly unheld?: string[];
          /** Nodes of the selection that take no pods for now, each with why, where there are some. */
          readonly away?: string[];
      }
    | { readonly state: "wait"; readonly progress: GateProgress; readonly warnings: readonly CauseWarning[] }
    | ({ readonly state: "fail" } & GateFailure);

/** Seconds that the DaemonSet's controller may fail to create pods: a webhook or a service account may come late. */
const CREATION_PATIENCE_SECONDS = 60;

/** After another image of the same pod failed, seconds in which this one must have had its turn. */
const TURN_SECONDS = 60;

export function gateVerdict(question: GateQuestion): GateVerdict {
    const matching = awaitedNodes(question);
    const usable = matching.filter(({ ready, schedulable }) => ready && schedulable);
    return usable.length === 0 ? withoutNodes(question, matching) : withNodes(question, usable);
}

/** What is said of nodes that join meanwhile, and of those that are away; nothing where there are none. */
function notAwaited(question: GateQuestion): { held?: string[]; unheld?: string[]; away?: string[] } {
    const names = (nodes: readonly NodeFacts[]) => nodes.map(({ name }) => name).sort();
    const held = names(heldNodes(question));
    const unheld = names(unheldJoins(question));
    const away = awayNodes(question);
    return {
        ...(held.length > 0 && { held }),
        ...(unheld.length > 0 && { unheld }),
        ...(away.length > 0 && { away }),
    };
}

/** A selector that fits no node is reported immediately; nodes that are only NotReady, or held back, may come. */
function withoutNodes(question: GateQuestion, matching: readonly NodeFacts[]): GateVerdict {
    if (question.allowZeroNodes) {
        return { state: "open", warm: 0, total: 0, left: [], ...notAwaited(question) };
    }
    const held = heldNodes(question).length;
    if (matching.length + held === 0 || clockRanOut(question)) {
        return { state: "fail", message: noNodeMessage(question, matching) };
    }
    return { state: "wait", progress: noNodeProgress(question.image, matching.length, held), warnings: [] };
}

function withNodes(question: GateQuestion, usable: readonly NodeFacts[]): GateVerdict {
    const pulls = nodePulls(usable, question);
    const total = pulls.length;
    const cold = pulls.filter(({ state }) => state.kind !== "warm");
    const warm = total - cold.length;
    const required = nodesRequired(question.quorum, total);
    if (warm >= required) {
        return { state: "open", warm, total, left: cold.map(({ node }) => node), ...notAwaited(question) };
    }
    const creation = creationFault(question);
    const hopeless = cold.filter((pull) => isHopeless(pull, question, creation));
    if (total - hopeless.length < required) {
        return { state: "fail", ...hopelessMessage(question, hopeless, creation?.text) };
    }
    if (clockRanOut(question)) {
        return { state: "fail", ...clockMessage(question, cold, total, creation?.text) };
    }
    const progress = gateProgress(question, cold, total, heldNodes(question).length);
    return { state: "wait", progress, warnings: causeWarnings(question, cold) };
}

/** 0.1 of 30 nodes is 3, although 0.1 * 30 is a little more in floating point. */
function nodesRequired(quorum: number, total: number): number {
    return Math.ceil(quorum * total - 1e-9);
}

function clockRanOut({ now, startedAt, gate }: GateQuestion): boolean {
    return now - startedAt >= gate.seconds * 1_000;
}

interface CreationFault {
    readonly text: string;
    readonly since: number;
}

function isHopeless({ state }: NodePull, { now, gate }: GateQuestion, creation: CreationFault | undefined): boolean {
    if (state.kind === "noPod") {
        return creation !== undefined && now - creation.since >= CREATION_PATIENCE_SECONDS * 1_000;
    }
    if (state.kind !== "failing" || state.since === undefined) {
        return false;
    }
    const patience = patienceSeconds(state.failure.cause, { image: state.failure.image, gate });
    return now - state.since >= (state.behind ? Math.max(patience, TURN_SECONDS) : patience) * 1_000;
}

/** Why the controller creates no pods (quota, Pod Security); a pod that it created later shows that it is over. */
function creationFault({ events, pods, startedAt }: GateQuestion): CreationFault | undefined {
    const newestPod = pods.reduce((newest, { createdAt }) => Math.max(newest, createdAt), startedAt - CLOCKS_DIFFER_MS);
    const faults = events
        .filter(({ kind, reason, lastAt }) => kind === "DaemonSet" && reason === "FailedCreate" && lastAt >= newestPod)
        .sort((a, b) => b.lastAt - a.lastAt || (a.message < b.message ? -1 : 1));
    const first = faults.reduce((earliest, { firstAt }) => Math.min(earliest, firstAt), Number.POSITIVE_INFINITY);
    return faults[0] && { text: faults[0].message, since: Math.max(first, newestPod) };
}
