// A node that says to be of another architecture; its kubelet would put the label right within seconds.
import { kubectl } from "../../../../platform/kubernetes/kubectl";
import { falsify } from "./falsified";

const LABEL = "kubernetes.io/arch";

/** Returns what gives the node its own architecture back. */
export async function setArchitecture(node: string, architecture: string): Promise<() => Promise<void>> {
    const right = await falsify({
        name: "e2e-other-architecture",
        node,
        resources: ["nodes", "nodes/status"],
        patches: [
            `[JSONPatch{op: "replace", path: "/metadata/labels/${LABEL.replace("/", "~1")}", value: "${architecture}"}]`,
            `[JSONPatch{op: "replace", path: "/status/nodeInfo/architecture", value: "${architecture}"}]`,
        ],
    });
    await kubectl(["label", "node", node, `${LABEL}=${architecture}`, "--overwrite"]);
    return async () => {
        await right();
        await kubectl(["label", "node", node, `${LABEL}=amd64`, "--overwrite"]);
    };
}
