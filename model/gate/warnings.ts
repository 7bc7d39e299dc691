/** What a gate warns of although it goes on: clocks that are too short for this cluster. */
import type { EventFacts, NodeFacts } from "../kubernetes/facts";
import type { NodeSelection } from "../nodes/selection";
import { pullFact } from "../pulls/events";
import type { Clock } from "../timeouts/clock";
import { awaitedNodes } from "./joining";

/** A pull that took so much of its share of the clock is close to failing a release. */
const NEAR = 0.7;

export interface NodeCount {
    readonly nodes: readonly NodeFacts[];
    readonly selection: NodeSelection;
    readonly startupTaint?: string;
    /** What the clocks were derived for. */
    readonly declaredNodes?: number;
}

/** The clocks of a release are all derived from one number of nodes: a gate that outgrew it would outgrow the step around it. */
export function moreNodesText({
    declaredNodes = Number.POSITIVE_INFINITY,
    ...question
}: NodeCount): string | undefined {
    const pulling = awaitedNodes(question).length;
    return pulling <= declaredNodes
        ? undefined
        : `${pulling} nodes pull, and the clocks are derived for ${declaredNodes}; declare nodes: ${pulling}`;
}

export interface FinishedPulls {
    readonly image: string;
    readonly events: readonly EventFacts[];
    readonly gate: Clock;
}

/** The slowest pull of the image on its way through the gate, where it came near to its share of the clock. */
export function nearClockText({ image, events, gate }: FinishedPulls): string | undefined {
    const allowed = gate.shares.find(({ name }) => name === "pull")?.seconds;
    const [slowest] = events.flatMap((event) => finished(image, event)).sort((a, b) => b.seconds - a.seconds);
    if (allowed === undefined || slowest === undefined || slowest.seconds <= NEAR * allowed) {
        return undefined;
    }
    return (
        `the slowest pull of ${image} took ${Math.round(slowest.seconds)} s of ${allowed} s, on ${slowest.node}; ` +
        "declare a pullRate: `image-delivery timeouts SIZE --from-history` prints one"
    );
}

/** Time in the node's queue counts: the clock runs through it. */
function finished(image: string, { message, node = "an unknown node" }: EventFacts) {
    const fact = pullFact(message);
    return fact?.kind === "pulled" && fact.image === image && fact.seconds !== undefined
        ? [{ node, seconds: fact.seconds + (fact.waitingSeconds ?? 0) }]
        : [];
}
