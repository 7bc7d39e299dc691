/** Judges whether a machine can run the embedded platform: every fault with what to do about it, all in one report. */
import { lt } from "semver";
import type { Machine } from "../machine/machine";
import type { RealNode } from "../realNode";
import { socketFaults } from "./node/nodeFaults";

/** What the modules ask for, Kubernetes' own among them. */
const LEAST_GO = "1.26.0";
/** The module cache and the build cache of a first build of everything. */
const BUILD_BYTES = 15_000_000_000;

/** Debian packages by the file that shows that they are there. */
export const PACKAGES: Readonly<Record<string, string>> = {
    ip: "iproute2",
    gcc: "gcc",
    "/usr/include/stdio.h": "libc6-dev",
    "pkg-config": "pkg-config",
    "/usr/include/seccomp.h": "libseccomp-dev",
};

export interface Needs {
    /** Something heavy is not built yet. */
    heavyBuild: boolean;
    anyBuild: boolean;
    nodes: readonly RealNode[];
}

export function preflightFaults(machine: Machine, needs: Needs): string[] {
    if (machine.platform !== "linux") {
        return [
            `This is ${machine.platform}: the embedded Kubernetes needs Linux (containers are a feature of its kernel).`,
        ];
    }
    return [
        ...rights(machine),
        ...build(machine, needs),
        ...collisions(machine),
        ...needs.nodes.flatMap(socketFaults),
        ...packages(machine),
    ];
}

function rights(machine: Machine): string[] {
    const faults: string[] = [];
    if (!machine.root) {
        faults.push("It is not root: containerd and the kubelet mount images and make control groups. Use sudo.");
    }
    if (!machine.cgroups) {
        faults.push("No control groups are mounted at /sys/fs/cgroup: without them no pod can start.");
    }
    return faults;
}

function build(machine: Machine, needs: Needs): string[] {
    const faults = needs.anyBuild ? goFaults(machine.goVersion) : [];
    if (needs.heavyBuild && machine.freeBytes < BUILD_BYTES) {
        const free = (machine.freeBytes / 1e9).toFixed(1);
        faults.push(`Only ${free} GB of disk are free: the first build needs ${BUILD_BYTES / 1e9} GB. Make room.`);
    }
    return faults;
}

/** @param version undefined without Go. */
export function goFaults(version: string | undefined): string[] {
    if (version === undefined) {
        return [`Go is not installed: the programs are built from source. Install Go ${LEAST_GO} or later.`];
    }
    return lt(padded(version), LEAST_GO)
        ? [`Go is ${version}: the programs need ${LEAST_GO} or later. Install a later one.`]
        : [];
}

/** Go calls its first release of a series "1.26". */
function padded(version: string): string {
    return version.split(".").length === 2 ? `${version}.0` : version;
}

function collisions(machine: Machine): string[] {
    const faults: string[] = [];
    if (machine.foreignPods) {
        faults.push("Another kubelet runs pods on this machine (control group kubepods): two would end each other's.");
    }
    for (const conflict of machine.networkConflicts) {
        faults.push(
            `The interface ${conflict} uses a network of the pods (10.213.0.0/16, 10.215.0.0/16). Remove it first.`,
        );
    }
    if (machine.busyPorts.length > 0) {
        faults.push(
            `Other programs listen on port ${machine.busyPorts.join(", ")}; perhaps the platform of another clone: ` +
                "run `npm stop -- --keep` there, or look with `ss -ltnp`.",
        );
    }
    return faults;
}

function packages(machine: Machine): string[] {
    const names = machine.missingFiles.map((file) => PACKAGES[file] ?? file);
    return names.length > 0
        ? [`Missing: ${names.join(", ")} (names of Debian packages). Install them with your package manager.`]
        : [];
}
