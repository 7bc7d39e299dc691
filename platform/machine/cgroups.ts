/** Control groups: those of pods outlive the platform's processes, and each node after the first has a root of its own. */
import * as fs from "node:fs";
import * as path from "node:path";
import { CGROUP_PREFIX } from "../realNode";

const CGROUPS = "/sys/fs/cgroup";

/** One for each controller where the machine still has separate ones, otherwise the only one. */
function hierarchies(root: string): string[] {
    if (!fs.existsSync(root)) {
        return [];
    }
    return isUnified(root) ? [root] : fs.readdirSync(root).map((name) => path.join(root, name));
}

const isUnified = (root: string) => fs.existsSync(path.join(root, "cgroup.controllers"));

/**
 * Creates a control group in every hierarchy, because the kubelet takes none that one of them lacks. In a unified hierarchy
 * a group has only those controllers that the one above passes on to it.
 */
export function createCgroup(name: string, root: string = CGROUPS): void {
    if (isUnified(root)) {
        passControllersOn(root);
    }
    for (const hierarchy of hierarchies(root)) {
        fs.mkdirSync(path.join(hierarchy, name), { recursive: true });
    }
}

function passControllersOn(root: string): void {
    const controllers = fs.readFileSync(path.join(root, "cgroup.controllers"), "utf8").split(/\s+/).filter(Boolean);
    try {
        fs.writeFileSync(path.join(root, "cgroup.subtree_control"), controllers.map((name) => `+${name}`).join(" "));
    } catch (error) {
        throw new Error(
            `The controllers ${controllers.join(", ")} could not be passed on from ${root}: ${(error as Error).message}. ` +
                "The kernel refuses it while processes are in that group itself, as in a container: move them into a group " +
                "below it, or run one node.",
        );
    }
}

/** The control groups of further nodes, with everything below. */
function nodeCgroups(root: string): string[] {
    return hierarchies(root).flatMap((hierarchy) =>
        fs
            .readdirSync(hierarchy)
            .filter((name) => name.startsWith(CGROUP_PREFIX))
            .map((name) => path.join(hierarchy, name)),
    );
}

/** Pods' control groups of the node whose root this is; of every node without one. */
export function podCgroups(cgroupRoot?: string, root: string = CGROUPS): string[] {
    const first = hierarchies(root);
    const parents =
        cgroupRoot === undefined ? [...first, ...nodeCgroups(root)] : first.map((each) => path.join(each, cgroupRoot));
    return parents.map((parent) => path.join(parent, "kubepods")).filter((folder) => fs.existsSync(folder));
}

/** The processes in all pods of these groups. */
export function podProcesses(folders: readonly string[]): number[] {
    const pids = folders.flatMap((folder) => [folder, ...groupsBelow(folder)]).flatMap(processesOf);
    return [...new Set(pids)];
}

/** Below a control group, innermost first. */
function groupsBelow(folder: string): string[] {
    return fs
        .readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap((entry) => [...groupsBelow(path.join(folder, entry.name)), path.join(folder, entry.name)]);
}

function processesOf(group: string): number[] {
    return fs.readFileSync(path.join(group, "cgroup.procs"), "utf8").split("\n").filter(Boolean).map(Number);
}

/** Those of pods, and the roots of further nodes. */
export function removeAllCgroups(root: string = CGROUPS): Promise<void> {
    return removeCgroups(() => [...podCgroups(undefined, root), ...nodeCgroups(root)]);
}

/** The root of a further node, with everything below. */
export function removeNodeCgroups(cgroupRoot: string, root: string = CGROUPS): Promise<void> {
    return removeCgroups(() =>
        nodeCgroups(root).filter((folder) => path.basename(folder) === path.basename(cgroupRoot)),
    );
}

/** The kernel removes a control group only when it is empty, and an ended process leaves it a moment later. */
export async function removeCgroups(left: () => readonly string[], withinMs = 3_000): Promise<void> {
    const until = Date.now() + withinMs;
    while (!left().map(removeGroups).every(Boolean) && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

function removeGroups(folder: string): boolean {
    try {
        for (const group of [...groupsBelow(folder), folder]) {
            fs.rmdirSync(group);
        }
        return true;
    } catch {
        return !fs.existsSync(folder);
    }
}
