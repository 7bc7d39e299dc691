// The nodes that `test-pull` pulls on, and those that it leaves out.

import { pools } from "../../../model/testPull/pools";
import { UsageError } from "../../../model/userError";
import type { NodeImages } from "../../../observe/testPull/nodes";

export interface TargetChoice {
    readonly node?: string;
    readonly allNodes?: true;
    readonly eachPool?: true;
}

/** A node, or a whole pool, that no pod can pull on. */
export interface Skipped {
    readonly node?: string;
    readonly pool?: string;
    readonly reason: string;
}

/** One for each pod; `undefined` leaves the choice to the scheduler. */
export function targetsOf(
    nodes: ReadonlyMap<string, NodeImages>,
    image: string,
    { node, allNodes, eachPool }: TargetChoice,
): (string | undefined)[] {
    if (node !== undefined) {
        return [readyNode(nodes, node)];
    }
    if (eachPool) {
        return poolTargets(nodes, image);
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

/** One node of each pool: one that does not have the image shows a whole pull. */
function poolTargets(nodes: ReadonlyMap<string, NodeImages>, image: string): string[] {
    const targets = [...pools(nodes.values()).values()].flatMap((pool) => {
        const usable = pool.filter(({ facts }) => skipReason(facts) === undefined);
        const chosen = usable.find(({ images }) => !images.includes(image)) ?? usable[0];
        return chosen ? [chosen.facts.name] : [];
    });
    if (targets.length === 0) {
        throw new UsageError(`--each-pool: none of ${nodes.size} nodes is a Linux node that is ready and not cordoned`);
    }
    return targets;
}

/** What the choice of nodes leaves out. */
export function skippedBy(nodes: ReadonlyMap<string, NodeImages>, { allNodes, eachPool }: TargetChoice): Skipped[] {
    return eachPool ? skippedPools(nodes.values()) : allNodes ? skippedNodes(nodes.values()) : [];
}

function skippedPools(nodes: Iterable<NodeImages>): Skipped[] {
    return [...pools(nodes)].flatMap(([pool, members]) => {
        const reasons = members.map(({ facts }) => skipReason(facts));
        return reasons.includes(undefined) ? [] : [{ pool, reason: [...new Set(reasons)].join(", ") }];
    });
}

function skippedNodes(nodes: Iterable<NodeImages>): { node: string; reason: string }[] {
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
