/** A node that goes: for a while, as a machine that is switched off, or for good. */
import * as fs from "node:fs";
import * as path from "node:path";
import { podCgroups, podProcesses, removeCgroups, removeNodeCgroups } from "../../machine/cgroups";
import { unmountAll } from "../../machine/mounts";
import { removeBridge } from "../../machine/network";
import { BIN, LOG } from "../../paths";
import { FIRST_NODE, NODES, type RealNode, socketOf } from "../../realNode";
import { change, forEach, read, remove } from "../apiServer";
import { endProcesses, killAll, platformProcesses, SHIM } from "../processes";
import { containerdOf, kubeletOf } from "./services";

/** containerd's state describes processes and mounts: it is wrong once they have ended. */
export function forgetContainers({ folder }: RealNode): void {
    fs.rmSync(path.join(folder, "containerd/state"), { recursive: true, force: true });
}

/** Ends the node's processes, and tells the API server; what it has on its disk stays. */
export async function stopNode(node: RealNode): Promise<void> {
    await endNode(node);
    await markNotReady(node);
}

/** Ends the node, and removes it with everything that it has. */
export async function removeNode(node: RealNode): Promise<void> {
    await endNode(node);
    await remove(`/api/v1/nodes/${node.name}`);
    await removePods(node);
    await removeNodeCgroups(node.cgroupRoot);
    await removeBridge(node.bridge);
    for (const folder of [node.folder, path.join(BIN, node.programs), path.join(LOG, node.programs)]) {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

/** Whoever would start something again ends first. */
async function endNode(node: RealNode): Promise<void> {
    await endProgram(kubeletOf(node).program);
    killAll(podProcesses(podCgroups(node.cgroupRoot)));
    await endProcesses(
        platformProcesses().filter(({ program, args }) => program === SHIM && args.includes(socketOf(node))),
        0,
    );
    await endProgram(containerdOf(node).program);
    // Those of further nodes lie below the first one's folder.
    await unmountAll(node.folder, node.number === FIRST_NODE.number ? NODES : undefined);
    await removeCgroups(() => podCgroups(node.cgroupRoot));
    forgetContainers(node);
}

function endProgram(name: string): Promise<void> {
    return endProcesses(
        platformProcesses().filter(({ program }) => program === name),
        2_000,
    );
}

/**
 * What the controller of nodes says after 40 s without a word of the kubelet. Here it would wait for 10 minutes, which
 * simulated nodes need.
 */
async function markNotReady({ name }: RealNode): Promise<void> {
    const condition = {
        type: "Ready",
        status: "Unknown",
        reason: "NodeStatusUnknown",
        message: "Kubelet stopped posting node status.",
        lastTransitionTime: new Date().toISOString(),
    };
    const type = "application/strategic-merge-patch+json";
    // A node whose kubelet never got that far is not one yet.
    await change("PATCH", `/api/v1/nodes/${name}/status`, { status: { conditions: [condition] } }, type, [404]);
}

interface PodPlace {
    readonly metadata: { readonly namespace: string; readonly name: string };
}

/** Without a kubelet nobody confirms their end. */
async function removePods({ name }: RealNode): Promise<void> {
    const { items } = await read<{ items: PodPlace[] }>(`/api/v1/pods?fieldSelector=spec.nodeName%3D${name}`);
    await forEach(items, ({ metadata }) =>
        remove(`/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}?gracePeriodSeconds=0`),
    );
}
