/** What the preflight has to know of this machine. */
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { xSync } from "tinyexec";

export interface Machine {
    platform: string;
    root: boolean;
    /** Such as "1.26.8"; undefined without Go. */
    goVersion?: string;
    /** Kinds of control groups that are mounted. */
    cgroups: boolean;
    /** Bytes free where the programs are built. */
    freeBytes: number;
    /** Control groups of pods that another kubelet created. */
    foreignPods: boolean;
    /** Interfaces of others in the pods' network, such as "cni0 10.213.0.1". */
    networkConflicts: string[];
    /** Ports that other programs hold. */
    busyPorts: number[];
    /** Commands and headers that are absent, by what was looked for. */
    missingFiles: string[];
    aptGet: boolean;
}

/** The first folder of the path that exists tells how much room there is. */
export function freeBytes(folder: string): number {
    let existing = folder;
    while (!fs.existsSync(existing)) {
        existing = path.dirname(existing);
    }
    const { bavail, bsize } = fs.statfsSync(existing);
    return bavail * bsize;
}

export function goVersion(): string | undefined {
    try {
        // Outside of every module, so no toolchain line asks for another version.
        const { stdout } = xSync("go", ["env", "GOVERSION"], { nodePath: false, nodeOptions: { cwd: "/" } });
        return /^go(\d+(\.\d+)*)/.exec(stdout)?.[1];
    } catch {
        return undefined;
    }
}

export function hasCommand(name: string): boolean {
    const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/sbin"];
    return folders.some((folder) => fs.existsSync(path.join(folder, name)));
}

export async function busyPorts(ports: readonly { address: string; port: number }[]): Promise<number[]> {
    const free = await Promise.all(ports.map(isFree));
    return ports.filter((_, index) => !free[index]).map(({ port }) => port);
}

function isFree({ address, port }: { address: string; port: number }): Promise<boolean> {
    return new Promise((resolve) => {
        const server = net.createServer();
        server.on("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
        server.listen(port, address, () => server.close(() => resolve(true)));
    });
}
