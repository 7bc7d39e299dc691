/** Looks at the machine before anything is built or started, and installs the packages that it may install. */
import * as fs from "node:fs";
import { podCgroups } from "../machine/cgroups";
import { run } from "../machine/command";
import { readHostState } from "../machine/hostState";
import { busyPorts, freeBytes, goVersion, hasCommand, type Machine } from "../machine/machine";
import { networkConflicts } from "../machine/network";
import * as paths from "../paths";
import { NODE_NETWORKS, type RealNode } from "../realNode";
import { missingParts, partFolder } from "./build";
import { PARTS } from "./parts";
import { PACKAGES, preflightFaults } from "./preflightFaults";
import { platformProcesses } from "./processes";
import type { Progress } from "./progress";

/** Parts that need the disk space of a first build. */
const HEAVY = ["engine", "kubernetes", "containerd"];

/** Throws one error with every fault. */
export async function checkMachine(nodes: readonly RealNode[], progress: Progress): Promise<void> {
    const machine = await thisMachine();
    if (machine.root && machine.aptGet && machine.missingFiles.length > 0) {
        await installPackages(machine.missingFiles, progress);
        machine.missingFiles = missingFiles();
    }
    const missing = missingParts(PARTS).map((part) => part.name);
    const faults = preflightFaults(machine, {
        anyBuild: missing.length > 0,
        heavyBuild: missing.some((name) => HEAVY.includes(name)),
        nodes,
    });
    if (faults.length > 0) {
        throw new Error(
            ["This machine cannot run the embedded platform:", ...faults.map((fault) => `  - ${fault}`)].join("\n"),
        );
    }
}

async function thisMachine(): Promise<Machine> {
    const running = platformProcesses();
    return {
        platform: process.platform,
        root: process.getuid?.() === 0,
        goVersion: goVersion(),
        cgroups: fs.existsSync("/sys/fs/cgroup") && fs.readdirSync("/sys/fs/cgroup").length > 0,
        freeBytes: freeBytes(paths.CACHE),
        foreignPods: podCgroups().length > 0 && readHostState() === undefined,
        networkConflicts: networkConflicts(NODE_NETWORKS),
        busyPorts: await busyPorts(PORTS.filter(({ program }) => !running.some((found) => found.program === program))),
        missingFiles: missingFiles(),
        aptGet: hasCommand("apt-get"),
    };
}

const PORTS = [
    { program: "registry", address: "127.0.0.1", port: Number(paths.REGISTRY.split(":")[1]) },
    { program: "etcd", address: "127.0.0.1", port: paths.ETCD_PORT },
    { program: "etcd", address: "127.0.0.1", port: paths.ETCD_PEER_PORT },
    { program: "kube-apiserver", address: "127.0.0.1", port: paths.API_PORT },
];

/** What is needed to run, and to build runc where it is not built yet. */
function missingFiles(): string[] {
    const runc = PARTS.find((part) => part.cgo);
    const building = runc !== undefined && !fs.existsSync(partFolder(runc));
    const needed = building ? Object.keys(PACKAGES) : ["ip"];
    return needed.filter((name) => (name.startsWith("/") ? !fs.existsSync(name) : !hasCommand(name)));
}

async function installPackages(files: readonly string[], progress: Progress): Promise<void> {
    const names = files.map((file) => PACKAGES[file] ?? file);
    progress.running(`installing the Debian packages ${names.join(", ")}`);
    const aptGet = (...words: string[]) =>
        run("apt-get", words, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    const install = () => aptGet("install", "--yes", "--no-install-recommends", ...names);
    try {
        // A fresh machine has no lists of packages yet, an old one has lists of packages that are gone.
        await install().catch(() => aptGet("update").then(install));
        progress.done(`installed the Debian packages ${names.join(", ")}`);
    } catch {
        // The preflight names what is still missing.
    }
}
