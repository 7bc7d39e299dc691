/** Nodes of a selection that take no pods for now: nobody waits for the image there, and whoever reads the gate's words is told. */

import type { NodeFacts } from "../kubernetes/facts";

const MOST_NAMES = 5;

/** Each with why, sorted by name. */
export function awayNodes(nodes: readonly NodeFacts[]): string[] {
    return nodes.flatMap(({ name, ready, schedulable }) => reasonOf(name, ready, schedulable) ?? []).sort();
}

function reasonOf(name: string, ready: boolean, schedulable: boolean): string | undefined {
    if (!ready) {
        return `${name} (not Ready)`;
    }
    return schedulable ? undefined : `${name} (cordoned)`;
}

export function awayText(image: string, away: readonly string[]): string {
    const more = away.length > MOST_NAMES ? ` and ${away.length - MOST_NAMES} more` : "";
    return `${away.slice(0, MOST_NAMES).join(", ")}${more}: nobody waits for ${image} there`;
}
