/** What outlives the platform's processes in the kernel: mounts, control groups and the bridge. */
import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../kubernetes/command";
import { BRIDGE, NODE_ADDRESS, PLATFORM } from "../kubernetes/paths";

const CGROUPS = "/sys/fs/cgroup";

/** Mount points below a folder, innermost first, from the text of /proc/mounts. */
export function mountsBelow(folder: string, mounts: string): string[] {
    return mounts
        .split("\n")
        .map((line) => unescaped(line.split(" ")[1] ?? ""))
        .filter((place) => place.startsWith(`${folder}/`))
        .sort()
        .reverse();
}

/** The kernel writes a space in a path as \040. */
function unescaped(place: string): string {
    return place.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

function mountsNow(folder: string): string[] {
    // The kernel names the folder itself where the path leads through a link.
    const place = fs.existsSync(folder) ? fs.realpathSync(folder) : folder;
    return mountsBelow(place, fs.readFileSync("/proc/mounts", "utf8"));
}

/** Returns how many mounts there were. */
export async function unmountAll(folder: string = PLATFORM): Promise<number> {
    const places = mountsNow(folder);
    for (const place of places) {
        // A mount that an ending container takes with it meanwhile is gone as well: what counts is what is left.
        await run("umount", ["-l", place]).catch(() => undefined);
    }
    const left = mountsNow(folder);
    if (left.length > 0) {
        throw new Error(`These mounts could not be ended:\n${left.map((place) => `  ${place}`).join("\n")}`);
    }
    return places.length;
}

/** Pods' control groups, in every hierarchy where the machine still has separate ones. */
export function podCgroups(root: string = CGROUPS): string[] {
    const hierarchies = ["", ...(fs.existsSync(root) ? fs.readdirSync(root) : [])];
    return hierarchies.map((name) => path.join(root, name, "kubepods")).filter((folder) => fs.existsSync(folder));
}

/** The processes in all pods. */
export function podProcesses(folders: readonly string[] = podCgroups()): number[] {
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

/** The kernel removes a control group only when it is empty, and an ended process leaves it a moment later. */
export async function removePodCgroups(withinMs = 3_000): Promise<void> {
    const until = Date.now() + withinMs;
    while (!podCgroups().every(removeGroups) && Date.now() < until) {
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
        return false;
    }
}

function bridgeExists(): boolean {
    return fs.existsSync(`/sys/class/net/${BRIDGE}`);
}

/** The node's address lies on the bridge, so the bridge must be there before the kubelet and not only with the first pod. */
export async function createBridge(): Promise<void> {
    if (!bridgeExists()) {
        await run("ip", ["link", "add", BRIDGE, "type", "bridge"]);
    }
    await run("ip", ["address", "replace", `${NODE_ADDRESS}/16`, "dev", BRIDGE]);
    await run("ip", ["link", "set", BRIDGE, "up"]);
}

export async function removeBridge(): Promise<void> {
    if (bridgeExists()) {
        await run("ip", ["link", "delete", BRIDGE]);
    }
}
