/** The network of this machine: one bridge for each node. */
import * as fs from "node:fs";
import * as os from "node:os";
import { BRIDGE, SERVICE_ADDRESS } from "../paths";
import { FIRST_NODE, type RealNode } from "../realNode";
import { run } from "./command";

const BRIDGES = new RegExp(`^${BRIDGE.replace(/\d+$/, "")}\\d+$`);

/** A node's address lies on its bridge, so the bridge must be there before the kubelet and not only with the first pod. */
export async function createBridge(node: RealNode): Promise<void> {
    const { bridge, address, podNetwork } = node;
    if (!fs.existsSync(`/sys/class/net/${bridge}`)) {
        await run("ip", ["link", "add", bridge, "type", "bridge"]);
    }
    await run("ip", ["address", "replace", `${address}/${podNetwork.split("/")[1]}`, "dev", bridge]);
    if (node.number === FIRST_NODE.number) {
        // Pods of all nodes find the API server there.
        await run("ip", ["address", "replace", `${SERVICE_ADDRESS}/32`, "dev", bridge]);
    }
    await run("ip", ["link", "set", bridge, "up"]);
}

export async function removeBridge(bridge: string): Promise<void> {
    if (fs.existsSync(`/sys/class/net/${bridge}`)) {
        await run("ip", ["link", "delete", bridge]);
    }
}

export async function removeBridges(): Promise<void> {
    for (const name of fs.readdirSync("/sys/class/net").filter((each) => BRIDGES.test(each))) {
        await removeBridge(name);
    }
}

/** Interfaces of others with an address that begins like one of the nodes' networks. */
export function networkConflicts(prefixes: readonly string[]): string[] {
    return Object.entries(os.networkInterfaces())
        .filter(([name]) => !BRIDGES.test(name))
        .flatMap(([name, addresses]) => (addresses ?? []).map(({ address }) => ({ name, address })))
        .filter(({ address }) => prefixes.some((prefix) => address.startsWith(prefix)))
        .map(({ name, address }) => `${name} ${address}`);
}
