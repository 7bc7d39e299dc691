/** Nodes of a selection that take no pods for now: nobody waits for the image there, and whoever reads the gate's words is told. */

import { awaitedNodes, type JoinQuestion } from "./joining";

const MOST_NAMES = 5;

/** With which Kubernetes keeps pods of DaemonSets, too, away from a node that is not Ready. */
const NOT_READY = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"].map((key) => ({
    key,
    operator: "Exists",
}));

/** Each with why, sorted by name. */
export function awayNodes({ nodes, selection, startupTaint }: Omit<JoinQuestion, "now">): string[] {
    const tolerations = [...(selection.tolerations ?? []), ...NOT_READY];
    return awaitedNodes({ nodes, selection: { ...selection, tolerations }, startupTaint })
        .flatMap(({ name, ready, schedulable }) => reasonOf(name, ready, schedulable) ?? [])
        .sort();
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
