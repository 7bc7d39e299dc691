/** Brings the platform up from whatever state it is in: nothing, all, a part after a crash, or files from before a reboot. */
import * as fs from "node:fs";
import * as path from "node:path";
import { createCgroup } from "../machine/cgroups";
import { rememberHost } from "../machine/hostState";
import { createBridge } from "../machine/network";
import { BIN, PKI } from "../paths";
import { FIRST_NODE, type RealNode } from "../realNode";
import { ensureParts, linkNodePrograms, partsAreCurrent } from "./build";
import {
    ACCOUNT_EXISTS,
    API_SERVER_READY,
    allWork,
    containerdAnswers,
    logTail,
    nodeReady,
    REGISTRY_ANSWERS,
    waitFor,
} from "./health";
import { pushPauseImage } from "./images";
import { keepNode, realNodes, withNewNodes } from "./node/keptNodes";
import { forgetContainers } from "./node/life";
import { PARTS } from "./parts";
import { checkMachine } from "./preflight";
import { filesAreCurrent, prepareFiles } from "./prepare";
import { endProcesses, type FoundProcess, platformProcesses, startProcess } from "./processes";
import { duration, type Progress } from "./progress";
import type { Service } from "./service";
import { allServices, baseServices, lateServices, SERVICE_PROXY } from "./services";
import { endPlatform } from "./stop";

/** With as many nodes as there are, and at least `count`. */
export async function start(progress: Progress, count = 1, taints: readonly string[] = []): Promise<void> {
    await bringUpNodes(withNewNodes(realNodes(), count, taints), progress);
}

async function bringUpNodes(nodes: readonly RealNode[], progress: Progress): Promise<void> {
    if (servicesRun(nodes) && filesAreCurrent(nodes) && partsAreCurrent(PARTS) && (await allWork(nodes))) {
        return;
    }
    await checkMachine(nodes, progress);
    await ensureParts(PARTS, progress);
    const startedAt = Date.now();
    progress.running("starting the registry and Kubernetes");
    await bringUp(nodes);
    const size = nodes.length > 1 ? ` of ${nodes.length} nodes` : "";
    progress.done(`the registry and Kubernetes${size} are up in ${duration(Date.now() - startedAt)}`);
    if (!platformProcesses().some(({ program }) => program === SERVICE_PROXY)) {
        progress.done(`Pods cannot reach the API server.\n${logTail(SERVICE_PROXY)}`);
    }
}

/** Brings one node up on a platform that runs. */
export async function startNode(node: RealNode, progress: Progress): Promise<void> {
    await checkMachine([node], progress);
    const startedAt = Date.now();
    progress.running(`starting the node ${node.name}`);
    await bringUp([node]);
    progress.done(`the node ${node.name} is Ready after ${duration(Date.now() - startedAt)}`);
}

async function bringUp(nodes: readonly RealNode[]): Promise<void> {
    if (!fs.existsSync(PKI)) {
        // Whatever still runs belongs to a folder that was deleted under it.
        await endPlatform();
    }
    if (rememberHost()) {
        // containerd's state describes processes and mounts that ended with the boot.
        nodes.forEach(forgetContainers);
    }
    for (const node of nodes) {
        await prepareMachine(node);
    }
    await endOutdated(nodes, await prepareFiles(nodes));
    for (const service of baseServices(nodes)) {
        ensureStarted(service);
    }
    await Promise.all([
        waitFor(REGISTRY_ANSWERS).then(pushPauseImage),
        waitFor(API_SERVER_READY),
        ...nodes.map((node) => waitFor(containerdAnswers(node))),
    ]);
    for (const service of lateServices(nodes)) {
        ensureStarted(service);
    }
    await Promise.all([...nodes.map((node) => waitFor(nodeReady(node))), waitFor(ACCOUNT_EXISTS)]);
    requireRunning(lateServices(nodes));
}

/** Nothing waits for the controllers where their work is from an earlier start: one that has ended is found by its process alone. */
export function requireRunning(services: readonly Service[], running = platformProcesses()): void {
    const ended = services.filter(({ program }) => !running.some((found) => found.program === program));
    if (ended.length > 0) {
        throw new Error(ended.map(({ program }) => `${program} has ended.\n${logTail(program)}`).join("\n"));
    }
}

async function prepareMachine(node: RealNode): Promise<void> {
    await createBridge(node);
    if (node.number !== FIRST_NODE.number) {
        keepNode(node);
        createCgroup(node.cgroupRoot);
        linkNodePrograms(node.programs);
    }
}

/** Everything runs, and as the sources say now. */
function servicesRun(nodes: readonly RealNode[]): boolean {
    const running = platformProcesses();
    return allServices(nodes).every((service) => running.some((found) => runsAs(found, service)));
}

/** The same program file and arguments: after an update of the repository the old ones are replaced. */
export function runsAs(found: FoundProcess, service: Service, file = programFile(service.program)): boolean {
    return (
        found.program === service.program &&
        found.file === file &&
        JSON.stringify(found.args) === JSON.stringify(service.args)
    );
}

/** The links of further nodes may be older than those of the first. */
function programFile(program: string): string | undefined {
    const link = path.join(BIN, path.basename(program));
    return fs.existsSync(link) ? fs.realpathSync(link) : undefined;
}

async function endOutdated(nodes: readonly RealNode[], changed: ReadonlySet<string>): Promise<void> {
    const services = allServices(nodes);
    const outdated = platformProcesses().filter((found) => {
        const service = services.find((each) => each.program === found.program);
        return service !== undefined && (changed.has(service.program) || !runsAs(found, service));
    });
    await endProcesses(outdated, 10_000);
}

function ensureStarted(service: Service): void {
    if (!platformProcesses().some((found) => found.program === service.program)) {
        startProcess(service.program, service.args, service.env);
    }
}
