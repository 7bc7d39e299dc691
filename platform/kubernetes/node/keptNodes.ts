/** Which nodes there are: the first, and those that were added and not removed since. */
import * as fs from "node:fs";
import * as path from "node:path";
import { FIRST_NODE, furtherNode, NODES, type RealNode } from "../../realNode";

const FILE = "node.json";

/** In the order of their numbers. */
export function realNodes(folder: string = NODES): RealNode[] {
    const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    const further = names.flatMap((name) => keptNode(folder, name) ?? []);
    return [FIRST_NODE, ...further.sort((a, b) => a.number - b.number)];
}

function keptNode(folder: string, name: string): RealNode | undefined {
    const file = path.join(folder, name, FILE);
    if (!fs.existsSync(file)) {
        return undefined;
    }
    const { number, taints } = JSON.parse(fs.readFileSync(file, "utf8")) as Pick<RealNode, "number" | "taints">;
    return furtherNode(name, number, taints);
}

export function keepNode({ name, number, taints }: RealNode, folder: string = NODES): void {
    const place = path.join(folder, name);
    fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(path.join(place, FILE), JSON.stringify({ number, taints }));
}

/** With the lowest number that is free. */
export function newNode(name: string, existing: readonly RealNode[], taints: readonly string[] = []): RealNode {
    const taken = new Set(existing.map(({ number }) => number));
    let number = 2;
    while (taken.has(number)) {
        number += 1;
    }
    return furtherNode(name, number, taints);
}

/** At least `count` nodes, the missing ones new: `local-node-2`, `local-node-3`, born with the taints. */
export function withNewNodes(existing: readonly RealNode[], count: number, taints: readonly string[] = []): RealNode[] {
    const nodes = [...existing];
    for (let next = 2; nodes.length < count; next += 1) {
        const name = `${FIRST_NODE.name}-${next}`;
        if (!nodes.some((node) => node.name === name)) {
            nodes.push(newNode(name, nodes, taints));
        }
    }
    return nodes;
}
