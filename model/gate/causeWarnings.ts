/** What a gate warns of while it waits: causes that may still clear up, as soon as they are seen. */
import type { CauseName } from "../pulls/causes";
import { byCause, MOST_CAUSES, nodesText } from "./causeText";
import type { NodePull } from "./nodeStates";
import { type Awaited, patienceSeconds } from "./patience";

export interface CauseWarning {
    /** A gate warns of each cause once, however many nodes it reaches. */
    readonly cause: CauseName;
    readonly text: string;
}

/** The causes of most nodes first. What another image of the same pod failed by is its own gate's to say. */
export function causeWarnings({ image, gate }: Awaited, cold: readonly NodePull[]): CauseWarning[] {
    const own = cold.filter(({ state }) => state.kind === "failing" && !state.behind && state.since !== undefined);
    return byCause(own)
        .slice(0, MOST_CAUSES)
        .map(({ nodes, failure: { cause, image: failed } }) => {
            const seconds = patienceSeconds(cause, { image: failed, gate });
            const patience = Number.isFinite(seconds) ? `for ${seconds} s` : "to the end";
            return {
                cause: cause.name,
                text: `pre-pull of ${image}: ${nodesText(nodes)}: ${cause.explanation}; it is tried again ${patience}`,
            };
        });
}
