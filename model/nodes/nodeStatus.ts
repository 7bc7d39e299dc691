/** How each node stands to the releases: whether it has their images, and whether it takes pods before it has. */

import { grouped } from "../grouped";
import { Role } from "../kubernetes/labels";
import { imagePulls } from "../pulls/imagePulls";
import { pullTimeouts } from "../timeouts/pullTime";
import { joiningReason } from "./joiningReason";
import { wasLeft } from "./letIn";
import type { NodeCase, NodePod, NodeState, NodeStatus, NodesView } from "./nodeCase";
import { heldBy, isHeld, isLetIn, startupTaintOf } from "./startupTaint";

export function nodeStatuses(view: NodesView): NodeStatus[] {
    const staying = view.pods.filter(({ pod }) => pod.deletedAt === undefined);
    const byNode = grouped(staying, ({ pod }) => pod.node ?? "");
    const { nodes, pods: _, sizes, ...rest } = view;
    const shared = { ...rest, pullSeconds: pullTimeouts(sizes) };
    return nodes.map((node) => nodeStatus({ ...shared, ...caseOf(node, byNode.get(node.name) ?? [], view.holds) }));
}

/** What is the node's own of its case. */
function caseOf(node: NodeCase["node"], pods: readonly NodePod[], holds: NodesView["holds"]) {
    const role = ({ pod }: NodePod) => pod.labels["app.kubernetes.io/component"];
    return {
        node,
        prepulls: pods.filter((each) => role(each) === Role.Prepull),
        holdPods: pods.filter((each) => role(each) === Role.NodeWarmup).map(({ pod }) => pod),
        taint: heldBy(node, holds)?.key,
    };
}

const POOLS = ["kubernetes.azure.com/agentpool", "agentpool", "karpenter.sh/nodepool"];

function nodeStatus(subject: NodeCase): NodeStatus {
    const { node, prepulls, now } = subject;
    const images = [...new Set(prepulls.flatMap((each) => each.images))];
    const missing = images.filter((image) => prepulls.some((each) => lacks(each, image, subject)));
    const state = stateOf(subject);
    const taint = startupTaintOf(node, subject.taint);
    const pool = POOLS.map((label) => node.labels[label]).find((name) => name !== undefined);
    return {
        node: node.name,
        ...(pool !== undefined && { pool }),
        state,
        ...((state === "joining" || state === "cold") && {
            sinceSeconds: Math.max(0, Math.round((now - node.createdAt) / 1_000)),
        }),
        present: images.filter((image) => !missing.includes(image)),
        missing,
        ...(taint && { taint: `${taint.key}:${taint.effect}` }),
        ...(waits(subject, state) && joiningReason(subject, state === "joining")),
    };
}

/** No DaemonSet creates a pod on a node that is not Ready, whether it selects it or not; one that is there may be of before. */
function waits({ node }: NodeCase, state: NodeState): boolean {
    return state === "unselected" || state === "warm" ? !node.ready : true;
}

function lacks({ pod, images }: NodePod, image: string, { events }: NodeCase): boolean {
    return (
        images.includes(image) && !pod.ready && imagePulls(events.get(pod.uid) ?? []).get(image)?.state !== "present"
    );
}

/** A node and its first pods are as old as each other, but for what the controllers and the clocks take. */
const WITH_THE_NODE_MS = 120_000;

function stateOf({ node, prepulls, taint, leaving = [] }: NodeCase): NodeState {
    if (isHeld(node, taint)) {
        return "joining";
    }
    const waiting = prepulls.filter(({ pod }) => !pod.ready);
    if (waiting.length === 0) {
        return prepulls.length === 0 && !wasLeft(node, leaving) ? "unselected" : "warm";
    }
    const isNew = waiting.some(({ pod }) => pod.createdAt - node.createdAt < WITH_THE_NODE_MS);
    return isNew && !isLetIn(node) ? "cold" : "pulling";
}
