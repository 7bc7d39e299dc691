/** Ends the platform: what it started, what it mounted, what it changed on the machine, and what it wrote. */
import * as fs from "node:fs";
import * as path from "node:path";
import { podCgroups, podProcesses, removeAllCgroups } from "../machine/cgroups";
import { readHostState, restoreHost } from "../machine/hostState";
import { unmountAll } from "../machine/mounts";
import { removeBridges } from "../machine/network";
import { removeState } from "../machine/remove";
import { CACHE, STATE } from "../paths";
import { endProcesses, type FoundProcess, killAll, platformProcesses, SHIM } from "./processes";

/** In this order: whoever would start something again ends first, the API server's storage last. */
const LAST_FIRST = [
    "kubelet",
    SHIM,
    "containerd",
    "kube-scheduler",
    "kube-controller-manager",
    "kube-apiserver",
    "etcd",
    "registry",
    "service-proxy",
];

/** Returns one line for each thing that was ended, put right or removed, and for what stays; `keep` removes nothing. */
export async function stop({ keep = false }: { keep?: boolean } = {}): Promise<string[]> {
    const ended = await endPlatform();
    if (keep) {
        return [...ended, ...stays(STATE, "all data, for the next start")];
    }
    const removed = await removeState();
    const programs = removed.length > 0 ? stays(CACHE, "the built programs, for all clones of the repository") : [];
    return [...ended, ...removed, ...programs];
}

function stays(folder: string, content: string): string[] {
    return fs.existsSync(folder) ? [`kept ${folder}: ${content}`] : [];
}

/** Leaves its data; returns one line for each thing that was ended or put right. */
export async function endPlatform(): Promise<string[]> {
    const lines = await endAll();
    const mounts = await unmountAll();
    if (mounts > 0) {
        lines.push(`unmounted ${mounts} folders`);
    }
    // Without what a start remembers, the pods of this machine are another kubelet's.
    if (readHostState() !== undefined) {
        await removeAllCgroups();
        lines.push(...restoreHost());
    }
    await removeBridges();
    return lines;
}

async function endAll(): Promise<string[]> {
    const running = platformProcesses();
    // Simulated nodes, and proxies of tests that were killed.
    await endProcesses([...of(running, "kwok"), ...of(running, "tools")], 1_000);
    for (const program of LAST_FIRST) {
        if (program === SHIM && readHostState() !== undefined) {
            await endPods();
        } else {
            await endProcesses(of(running, program), program === "etcd" ? 5_000 : 2_000);
        }
    }
    return summary(running);
}

/** On whichever node. */
const of = (running: readonly FoundProcess[], program: string) =>
    running.filter((found) => path.basename(found.program) === program);

/** A shim that is ended leaves its containers running, so these end first. */
async function endPods(): Promise<void> {
    killAll(podProcesses(podCgroups()));
    await endProcesses(of(platformProcesses(), SHIM), 0);
}

function summary(running: readonly FoundProcess[]): string[] {
    const programs = [...new Set(running.map((found) => found.program))];
    return programs.map((program) => {
        const found = running.filter((each) => each.program === program);
        return found.length === 1 ? `ended ${program} (process ${found[0]?.pid})` : `ended ${found.length} ${program}`;
    });
}
