/** The embedded platform: a real registry and a real Kubernetes of one or more nodes on this machine. */
import { withLock } from "../machine/lock";
import { BIN, KUBECONFIG, NODE, REGISTRY, STATE } from "../paths";
import { FIRST_NODE, type RealNode } from "../realNode";
import { askApiServer } from "./apiServer";
import { newNode, realNodes } from "./node/keptNodes";
import { removeNode, stopNode } from "./node/life";
import { NodeError, nameFaults, socketFaults, taintFaults } from "./node/nodeFaults";
import { type Progress, printedProgress } from "./progress";
import { start, startNode } from "./start";
import { stop } from "./stop";

export interface Platform {
    /** Path of a kubeconfig with all rights. */
    kubeconfig: string;
    /** Address of the registry, plain HTTP. */
    registry: string;
    /** Name of the node that is always there. */
    node: string;
    /** Folder of the built programs: `pulumi`, `kubectl`, `ctr`. */
    bin: string;
}

export interface StartPlatformOptions {
    progress?: Progress;
    /** How many real nodes there are at least; default 1. Those that are there already stay. */
    nodes?: number;
    /** Those that are new are born with them, each as KEY[=VALUE]:EFFECT. */
    taints?: readonly string[];
}

/** Builds what is not built, starts what does not run, and returns when a pod can be started. */
export async function startPlatform(options: StartPlatformOptions = {}): Promise<Platform> {
    const progress = options.progress ?? printedProgress(process.stderr);
    await exclusively(progress, () => start(progress, options.nodes, options.taints));
    return { kubeconfig: KUBECONFIG, registry: REGISTRY, node: NODE, bin: BIN };
}

/** Ends the platform, puts the machine right, and removes all data unless they are kept; returns what it did, one line each. */
export function stopPlatform(options: { keep?: boolean; progress?: Progress } = {}): Promise<string[]> {
    return exclusively(options.progress ?? printedProgress(process.stderr), () => stop({ keep: options.keep }));
}

export type NodeVerb = "add" | "remove" | "stop" | "start";

export interface NodeChange {
    readonly verb: NodeVerb;
    readonly name: string;
    /** For `add`: the node is born with them, each as KEY[=VALUE]:EFFECT. */
    readonly taints?: readonly string[];
    readonly progress?: Progress;
}

/** Changes a node of the platform while it runs. Throws one error with every fault of the words. */
export function changeNode({
    verb,
    name,
    taints = [],
    progress = printedProgress(process.stderr),
}: NodeChange): Promise<void> {
    return exclusively(progress, async () => {
        if ((await askApiServer("/readyz"))?.status !== 200) {
            throw new Error("The platform does not run, so no node of it can be changed. Start it with `npm start`.");
        }
        if (verb === "add") {
            return startNode(added(name, taints), progress);
        }
        const node = existing(name, verb);
        await (verb === "start" ? startNode(node, progress) : end(node, verb, progress));
    });
}

function added(name: string, taints: readonly string[]): RealNode {
    const existing = realNodes();
    const node = newNode(name, existing, taints);
    const faults = [...nameFaults(name, existing), ...taintFaults(taints), ...socketFaults(node)];
    if (faults.length > 0) {
        throw new NodeError(faults.join("\n"));
    }
    return node;
}

function existing(name: string, verb: NodeVerb): RealNode {
    const nodes = realNodes();
    const node = nodes.find((each) => each.name === name);
    if (node === undefined) {
        throw new NodeError(
            `${name}: there is no such node; the nodes are ${nodes.map((each) => each.name).join(", ")}`,
        );
    }
    if (verb === "remove" && node.number === FIRST_NODE.number) {
        throw new NodeError(`${name} is the node that is always there; \`npm stop\` removes it with the platform`);
    }
    return node;
}

async function end(node: RealNode, verb: "remove" | "stop", progress: Progress): Promise<void> {
    progress.running(`ending the node ${node.name}`);
    await (verb === "remove" ? removeNode(node) : stopNode(node));
    progress.done(verb === "remove" ? `the node ${node.name} is removed` : `the node ${node.name} is stopped`);
}

/** Two simultaneous starts, or a start and a stop, take turns. */
function exclusively<T>(progress: Progress, body: () => Promise<T>): Promise<T> {
    return withLock(STATE, (holder) => progress.running(`${holder} is starting or stopping the platform`), body);
}
