/** What a gate warns of while it waits: causes that may still clear up, as soon as they are seen. */
import type { CauseName } from "../pulls/causes";
import { byCause, MOST_CAUSES, nodesText } from "./causeText";
import type { NodePull } from "./nodeStates";

export interface CauseWarning {
    /** A gate warns of each cause once, however many nodes it reaches. */
    readonly cause: CauseName;
    readonly text: string;
}

/** The causes of most nodes first. What another image of the same pod failed by is its own gate's to say. */
export function causeWarnings(image: string, cold: readonly NodePull[]): CauseWarning[] {
    const own = cold.filter(({ state }) => state.kind === "failing" && !state.behind && state.since !== undefined);
    return byCause(own)
        .slice(0, MOST_CAUSES)
        .map(({ nodes, failure: { cause } }) => {
            const patience = Number.isFinite(cause.patienceSeconds) ? `for ${cause.patienceSeconds} s` : "to the end";
            return {
                cause: cause.name,
                text: `pre-pull of ${image}: ${nodesText(nodes)}: ${cause.explanation}; it is tried again ${patience}`,
            };
        });
}
