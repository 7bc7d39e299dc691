/** The two processes of a node. */
import * as path from "node:path";
import type { RealNode } from "../../realNode";
import type { Service } from "../service";

export const kubeletKubeconfig = ({ folder }: RealNode) => path.join(folder, "kubelet.kubeconfig");

export function containerdOf(node: RealNode): Service {
    return { program: `${node.programs}containerd`, args: ["--config", path.join(node.folder, "containerd.toml")] };
}

/** Needs containerd and the API server to answer first. */
export function kubeletOf(node: RealNode): Service {
    return {
        program: `${node.programs}kubelet`,
        args: [
            `--config=${path.join(node.folder, "kubelet.yaml")}`,
            `--kubeconfig=${kubeletKubeconfig(node)}`,
            `--root-dir=${path.join(node.folder, "kubelet")}`,
            `--hostname-override=${node.name}`,
            `--node-ip=${node.address}`,
        ],
    };
}
