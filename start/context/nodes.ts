// Which nodes of a cluster can run the sample, and how they get its image.

import type { NodeFacts } from "../../model/kubernetes/facts";
import { imageVolumeFault } from "../../model/kubernetes/version";
import { forbiddingTaint, selects, taintText } from "../../model/nodes/selection";
import { UserError } from "../../model/userError";
import { thisPlatform } from "../../platform/kubernetes/images";

/** The image is built for this machine's platform. */
export function nodeSelector(platform = thisPlatform()): Record<string, string> {
    const [os = "", arch = ""] = platform.split("/");
    return { "kubernetes.io/os": os, "kubernetes.io/arch": arch };
}

/** @throws UserError without any, naming what the nodes are instead. */
export function sampleNodes(nodes: readonly NodeFacts[], cluster: string, platform = thisPlatform()): NodeFacts[] {
    const selection = { nodeSelector: nodeSelector(platform) };
    const found = nodes.filter((node) => selects(selection, node));
    if (found.length === 0) {
        const kinds = [...new Set(nodes.map(kindOf))].join(", ") || "none";
        throw new UserError(
            `${cluster} has no node for the sample, whose image is for ${platform}; its nodes: ${kinds}`,
        );
    }
    return found;
}

function kindOf(node: NodeFacts): string {
    const taint = forbiddingTaint({}, node);
    return `${node.os}/${node.arch}${taint === undefined ? "" : ` with the taint ${taintText(taint)}`}`;
}

/** Whether each of the nodes mounts image volumes. */
export function mountImages(nodes: readonly NodeFacts[]): boolean {
    return nodes.every(
        ({ kubeletVersion, runtimeVersion }) =>
            imageVolumeFault(kubeletVersion) === undefined && !/^containerd:\/\/(1|2\.0)\./.test(runtimeVersion),
    );
}
