/** A real node of the platform: what it is called, and what of this machine is its own. Two nodes share nothing. */
import * as path from "node:path";
import { BRIDGE, NODE, NODE_ADDRESS, PKI, PLATFORM, POD_NETWORK } from "./paths";

export interface RealNode {
    readonly name: string;
    /** 1 is the node that always exists. */
    readonly number: number;
    /** Everything that its containerd and its kubelet read and write. */
    readonly folder: string;
    /** Certificates of its kubelet. */
    readonly pki: string;
    readonly bridge: string;
    /** Lies on the bridge, and is the gateway of its pods. */
    readonly address: string;
    readonly podNetwork: string;
    /** The kubelet's own: one with the same root would end the pods of the other as orphans. */
    readonly cgroupRoot: string;
    /** Folder of its programs in .local/bin, such as `nodes/blue/`: it tells whose a process is. */
    readonly programs: string;
    /** The node is born with them, such as `warm=yes:NoSchedule`. */
    readonly taints: readonly string[];
}

export const FIRST_NODE: RealNode = {
    name: NODE,
    number: 1,
    folder: PLATFORM,
    pki: PKI,
    bridge: BRIDGE,
    address: NODE_ADDRESS,
    podNetwork: POD_NETWORK,
    cgroupRoot: "/",
    programs: "",
    taints: [],
};

/** More would not fit into a small machine: each takes about 200 MB. */
export const MOST_NODES = 20;

/** Folders of the nodes after the first. */
export const NODES = path.join(PLATFORM, "nodes");

export function furtherNode(name: string, number: number, taints: readonly string[] = []): RealNode {
    const folder = path.join(NODES, name);
    return {
        name,
        number,
        folder,
        pki: path.join(folder, "pki"),
        bridge: `${BRIDGE.replace(/\d+$/, "")}${number - 1}`,
        address: `10.215.${number}.1`,
        podNetwork: `10.215.${number}.0/24`,
        cgroupRoot: `/${CGROUP_PREFIX}${name}`,
        programs: `nodes/${name}/`,
        taints,
    };
}

/** Networks of which this machine must have no part. */
export const NODE_NETWORKS = ["10.213.", "10.215."];

export const CGROUP_PREFIX = "aks-delivery-";

export const socketOf = ({ folder }: RealNode) => path.join(folder, "containerd/containerd.sock");
