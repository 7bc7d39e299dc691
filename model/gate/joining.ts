/** Nodes that join while a pre-pull is waited for: those that are held back, and those that nothing holds. */

import type { NodeFacts } from "../kubernetes/facts";
import { type NodeSelection, selects } from "../nodes/selection";
import { DEFAULT_STARTUP_TAINT, isHeld, isLetIn, startupToleration } from "../nodes/startupTaint";

export interface JoinQuestion {
    readonly nodes: readonly NodeFacts[];
    readonly selection: NodeSelection;
    readonly startupTaint?: string;
    readonly now: number;
}

/** Nodes of the selection that must have the image; those that are held back take no pods before they do. */
export function awaitedNodes({ nodes, selection, startupTaint }: Omit<JoinQuestion, "now">): NodeFacts[] {
    return nodes.filter((node) => selects(selection, node) && !isHeld(node, startupTaint));
}

/** A node that is older was there before, or has had its pulls. */
const JOINED_WITHIN_MS = 10 * 60_000;

/** Nodes of the selection that take no pods before they have the image: nobody has to wait for them. */
export function heldNodes({ nodes, selection, startupTaint }: JoinQuestion): NodeFacts[] {
    const tolerations = [...(selection.tolerations ?? []), startupToleration(startupTaint)];
    return nodes.filter((node) => isHeld(node, startupTaint) && selects({ ...selection, tolerations }, node));
}

/**
 * Nodes of the selection that joined without the taint, in a cluster that holds new nodes back: pods run on them before their
 * images are there. The hold labels every node that it has let in.
 */
export function unheldJoins(question: JoinQuestion): NodeFacts[] {
    const { nodes, now } = question;
    return nodes.some(isLetIn)
        ? awaitedNodes(question).filter((node) => !isLetIn(node) && now - node.createdAt < JOINED_WITHIN_MS)
        : [];
}

export function joiningText(image: string, nodes: readonly string[]): string {
    return `${nodes.join(", ")} ${nodes.length === 1 ? "is" : "are"} joining: no pods there before ${image} is; nobody waits for them`;
}

export function unheldText(nodes: readonly string[], startupTaint: string = DEFAULT_STARTUP_TAINT): string {
    return (
        `${nodes.join(", ")} joined without the taint ${startupTaint}, with which other nodes are born: pods start to pull ` +
        "there; give its node pool the taint"
    );
}
