// A node whose containerd is configured otherwise than those of the other nodes, for faults that only one node has.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { kubectl } from "../../../../platform/kubernetes/kubectl";
import { containerdConfig } from "../../../../platform/kubernetes/node/containerRuntime";
import { realNodes } from "../../../../platform/kubernetes/node/keptNodes";
import { containerdOf } from "../../../../platform/kubernetes/node/services";
import { endProcesses, platformProcesses, startProcess } from "../../../../platform/kubernetes/processes";
import { run } from "../../../../platform/machine/command";
import { BIN } from "../../../../platform/paths";
import { type RealNode, socketOf } from "../../../../platform/realNode";
import { eventually } from "../../support/eventually";

/** Starts the node's containerd again, with what `change` makes of its configuration; its pods run on. */
export async function changeRuntime(name: string, change: (config: string) => string): Promise<void> {
    const node = nodeOf(name);
    const { program } = containerdOf(node);
    const file = path.join(node.folder, "changed.toml");
    fs.writeFileSync(file, change(containerdConfig(node)));
    await endProcesses(
        platformProcesses().filter((found) => found.program === program),
        5_000,
    );
    startProcess(program, ["--config", file]);
    await eventually(() => run(path.join(BIN, "ctr"), ["--address", socketOf(node), "version"]), 60);
    await eventually(async () => assert.equal(await readiness(name), "True"), 60);
}

/** Sends all that this node pulls of `registry` to `mirror` instead, from its next pull on; returns what ends that. */
export function setMirror(name: string, registry: string, mirror: string): () => void {
    const folder = path.join(nodeOf(name).folder, "registries", registry);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "hosts.toml"), `server = "http://${mirror}"\n`);
    return () => fs.rmSync(folder, { recursive: true });
}

function nodeOf(name: string): RealNode {
    const node = realNodes().find((one) => one.name === name);
    assert.ok(node, `${name}: there is no such node`);
    return node;
}

const readiness = (node: string) =>
    kubectl(["get", "node", node, "-o", 'jsonpath={.status.conditions[?(@.type=="Ready")].status}']);
