/** Judges the words with which a node is asked for. */
import { MOST_NODES, type RealNode, socketOf } from "../../realNode";

/** Wrong words for a node. */
export class NodeError extends Error {}

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const TAINT = /^([a-z0-9.-]+\/)?[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?(=[\w.-]*)?:(NoSchedule|PreferNoSchedule|NoExecute)$/;
/** A node's name is a label of its host name; below that there is room for the name of its control group. */
const LONGEST_NAME = 40;
/** A socket's path is limited by the kernel to 107 bytes. */
const LONGEST_SOCKET = 107;

export function nameFaults(name: string, existing: readonly RealNode[]): string[] {
    if (!NAME.test(name) || name.length > LONGEST_NAME) {
        return [
            `${name}: not a name of a node; expected small letters, digits and hyphens, at most ${LONGEST_NAME}, such as blue-2`,
        ];
    }
    const names = existing.map((node) => node.name);
    if (names.includes(name)) {
        return [`${name}: this node exists already; the nodes are ${names.join(", ")}`];
    }
    return existing.length >= MOST_NODES
        ? [`${name}: there are ${existing.length} nodes already, the most that the platform runs; remove one first`]
        : [];
}

export function taintFaults(taints: readonly string[]): string[] {
    return taints
        .filter((taint) => !TAINT.test(taint))
        .map((taint) => `--taint ${taint}: expected KEY[=VALUE]:EFFECT, such as warm=no:NoSchedule`);
}

export function socketFaults(node: RealNode): string[] {
    const socket = socketOf(node);
    const length = Buffer.byteLength(socket);
    return length > LONGEST_SOCKET
        ? [
              `The path of this folder is too long: the socket ${socket} has ${length} bytes, and the kernel ` +
                  `takes ${LONGEST_SOCKET}. Move the repository.`,
          ]
        : [];
}
