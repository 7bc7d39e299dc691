// The nodes that `test-pull` pulls on, and those that it leaves out.

import { UsageError } from "../../../model/userError";
import type { NodeImages } from "../../../observe/testPull/nodes";

export interface TargetChoice {
    readonly node?: string;
    readonly allNodes?: true;
}

export interface SkippedNode {
    readonly node: string;
    readonly reason: string;
}

/** One for each pod; `undefined` leaves the choice to the scheduler. */
export function targetsOf(
    nodes: ReadonlyMap<string, NodeImages>,
    { node, allNodes }: TargetChoice,
): (string | undefined)[] {
    if (node !== undefined) {
        return [readyNode(nodes, node)];
    }
    if (!allNodes) {
        return [undefined];
    }
    const skipped = new Set(skippedNodes(nodes.values()).map(({ node: name }) => name));
    const targets = [...nodes.keys()].filter((name) => !skipped.has(name));
    if (targets.length === 0) {
        throw new UsageError(`--all-nodes: none of ${nodes.size} nodes is a Linux node that is ready and not cordoned`);
    }
    return targets;
}

function readyNode(nodes: ReadonlyMap<string, NodeImages>, name: string): string {
    const facts = nodes.get(name)?.facts;
    if (!facts) {
        throw new UsageError(`--node ${name}: the cluster has no node of this name; see \`kubectl get nodes\``);
    }
    if (!facts.ready) {
        throw new UsageError(`--node ${name}: the node is not ready, so nothing can be pulled there`);
    }
    return name;
}

/** The nodes that `--all-nodes` leaves out. */
export function skippedNodes(nodes: Iterable<NodeImages>): SkippedNode[] {
    return [...nodes].flatMap(({ facts }) => {
        const reason = skipReason(facts);
        return reason === undefined ? [] : [{ node: facts.name, reason }];
    });
}

function skipReason({ ready, schedulable, os }: NodeImages["facts"]): string | undefined {
    if (!ready) {
        return "not ready";
    }
    if (!schedulable) {
        return "cordoned";
    }
    return os === "linux" || os === "" ? undefined : `runs ${os}`;
}
