/** The labels of nodes that a hold has let in, and pods that stay away from such nodes. */

import type { NodeFacts } from "../kubernetes/facts";
import { type NodeSelection, selects } from "./selection";
import { holdLabels, WARM_PREFIX } from "./startupTaint";

/** For nodes that are known to need no pre-pull of a release that is done, and that no hold has labelled. */
const BY_HAND = `${WARM_PREFIX}by-hand`;

export interface NodeAffinity {
    readonly nodeAffinity?: {
        readonly requiredDuringSchedulingIgnoredDuringExecution?: {
            readonly nodeSelectorTerms: readonly {
                readonly matchExpressions?: readonly { readonly key: string; readonly operator: string }[];
            }[];
        };
    };
}

/** The affinity of pods that run on no node which has one of the labels. */
export function awayFrom(labels: readonly string[]) {
    const matchExpressions = labels.map((key) => ({ key, operator: "DoesNotExist" }));
    return {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
    };
}

/** By which labels pods with this affinity leave nodes that were let in. */
export function leftBy(affinity: NodeAffinity | undefined): string[] {
    const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
    return terms
        .flatMap(({ matchExpressions = [] }) => matchExpressions)
        .filter(({ key, operator }) => operator === "DoesNotExist" && key.startsWith(WARM_PREFIX))
        .map(({ key }) => key);
}

/** A pre-pull whose release is done, and which is on new nodes only until they are let in. */
export interface LeavingPrepull {
    readonly selection: NodeSelection;
    /** Labels of the nodes that its pods have left. */
    readonly leaves: readonly string[];
}

/** True where a pre-pull put its images on the node, and has left it since. */
export function wasLeft(node: NodeFacts, prepulls: readonly LeavingPrepull[]): boolean {
    return prepulls.some(
        ({ selection, leaves }) => leaves.some((label) => label in node.labels) && selects(selection, node),
    );
}

/** The labels by which pods can leave these nodes: those of every hold that let one of them in, and the one for people. */
export function letInLabels(nodes: readonly NodeFacts[]): string[] {
    return [...new Set([...nodes.flatMap(holdLabels), BY_HAND])].sort();
}

/** What is said where the pods of a pre-pull can leave no node. */
export function noneLetInText(): string {
    return (
        "keep: false ends no pre-pull pod yet: no node has the label of a NodeWarmup. Pods leave a node when it gets one: " +
        `\`kubectl label node <node> ${BY_HAND}=true\``
    );
}
