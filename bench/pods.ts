// What a pod that only holds an image costs its node: memory of its processes, and an address.
import * as fs from "node:fs";
import * as path from "node:path";
import { PAUSE_IMAGE } from "../platform/kubernetes/images";
import { apply, kubectl } from "../platform/kubernetes/kubectl";
import { startPlatform } from "../platform/kubernetes/platform";
import { restrictedPod } from "../test/e2e/nodes/support/hold";
import { Scenario } from "../test/e2e/support/scenario";

const PODS = 20;
const NAMESPACE = "bench-pods";

/** The processes that a pod has on its node. */
const SHIM = "containerd-shim";
const PAUSE = "pause";

export async function pods(): Promise<string[][]> {
    await startPlatform();
    const scenario = new Scenario(NAMESPACE);
    await scenario.prepare();
    const names = [SHIM, PAUSE, "containerd", "kubelet"];
    const before = names.map(sharedOut);
    await apply(
        Array.from({ length: PODS }, (_, index) => restrictedPod(`pause-${index}`, NAMESPACE, PAUSE_IMAGE, {})),
    );
    await kubectl(["wait", "-n", NAMESPACE, "pods", "--all", "--for=condition=Ready", "--timeout=300s"]);
    const after = names.map(sharedOut);
    const addresses = await kubectl(["get", "pods", "-n", NAMESPACE, "-o", "jsonpath={.items[*].status.podIP}"]);
    await scenario.remove();
    const grown = names.map((name, index) => {
        const [then = NONE, now = NONE] = [before[index], after[index]];
        const [count, bytes] = [now.count - then.count, now.bytes - then.bytes];
        return [`${name}, for a pod`, `${(count / PODS).toFixed(1)} processes, ${megabytes(bytes / PODS)} MB`, "", ""];
    });
    return [...grown, ["addresses, for a pod", `${new Set(addresses.split(" ")).size / PODS}`, "", ""]];
}

const NONE = { count: 0, bytes: 0 };

/** Processes of that name, and their memory; what several share is divided between them (PSS). */
function sharedOut(name: string): typeof NONE {
    const found = fs.readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && nameOf(pid).startsWith(name));
    const own = name === "containerd" ? found.filter((pid) => nameOf(pid) === name) : found;
    return { count: own.length, bytes: own.reduce((sum, pid) => sum + proportionalBytes(pid), 0) };
}

function nameOf(pid: string): string {
    return readIfThere(pid, "comm").trim();
}

function proportionalBytes(pid: string): number {
    return Number(/^Pss:\s+(\d+) kB$/m.exec(readIfThere(pid, "smaps_rollup"))?.[1] ?? 0) * 1_024;
}

/** A process may end while it is looked at. */
function readIfThere(pid: string, file: string): string {
    try {
        return fs.readFileSync(path.join("/proc", pid, file), "utf8");
    } catch {
        return "";
    }
}

function megabytes(bytes: number): string {
    return (bytes / 1_000_000).toFixed(1);
}
