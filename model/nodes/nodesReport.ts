/** The nodes of a cluster in a few words, and as a table. */

import { spokenDuration } from "../text/durations";
import type { NodeFault, NodeState, NodeStatus, NodesView } from "./nodeCase";
import { nodeStatuses } from "./nodeStatus";

/** The part `nodes` of `status --output json`. */
export interface NodesSummary {
    /** How many have the images of every release that selects them. */
    readonly warm: number;
    /** How many pull the images of a release while they take pods. */
    readonly pulling: number;
    /** Those that take no pods yet, the oldest first. */
    readonly joining: readonly NodeStatus[];
    /** Those that joined without the start-up taint, and still pull. */
    readonly cold: readonly NodeStatus[];
}

/** Undefined where no node has to do with a pre-pull. */
export function nodesSummary(view: NodesView): NodesSummary | undefined {
    const all = nodeStatuses(view);
    const of = (state: NodeState) => all.filter((each) => each.state === state).sort(oldestFirst);
    const count = (state: NodeState) => of(state).length;
    return all.every(({ state }) => state === "unselected")
        ? undefined
        : { warm: count("warm"), pulling: count("pulling"), joining: of("joining"), cold: of("cold") };
}

function oldestFirst(a: NodeStatus, b: NodeStatus): number {
    return (b.sinceSeconds ?? 0) - (a.sinceSeconds ?? 0) || a.node.localeCompare(b.node);
}

export function nodesLine({ warm, pulling, joining, cold }: NodesSummary): string {
    const parts = [
        `${warm} warm`,
        ...(pulling > 0 ? [`${pulling} pulling a release`] : []),
        ...(joining.length > 0 ? [`${joining.length} joining, held back until warm`] : []),
        ...(cold.length > 0 ? [`${cold.length} cold, with nothing that holds pods back`] : []),
    ];
    return `Nodes: ${parts.join("; ")}.`;
}

/** `aks-7 has been joining for 40 s: ...`. */
export function nodeLine({ node, state, sinceSeconds = 0, text = "" }: NodeStatus): string {
    const verb = state === "joining" ? "has been joining" : "joined without a hold, and has been cold";
    return `${node} ${verb} for ${spokenDuration(sinceSeconds)}: ${text}`;
}

/** Why nodes never take pods, one for each of them. */
export function nodeFaults(summary: NodesSummary | undefined): NodeFault[] {
    return summary?.joining.flatMap(({ fault }) => fault ?? []) ?? [];
}

/** What `status --nodes` lists: those that need attention first. */
export function nodesReport(view: NodesView): NodeStatus[] {
    const order: readonly NodeState[] = ["joining", "cold", "pulling", "warm", "unselected"];
    return nodeStatuses(view).sort(
        (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.node.localeCompare(b.node),
    );
}

export const NODE_COLUMNS = ["NODE", "POOL", "STATE", "IMAGES", "TAINT", "WAITS FOR"] as const;

/** A row of `status --nodes`. */
export function nodeRow({ node, pool = "-", state, present, missing, taint, text = "" }: NodeStatus): string[] {
    const images = `${present.length} of ${present.length + missing.length}`;
    return [node, pool, state, images, taint?.slice(taint.indexOf("/") + 1) ?? "-", text];
}
