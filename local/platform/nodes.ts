/** Simulated nodes beside the real one, for scale: kwok answers for them, no image is pulled. */
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { ensureParts } from "./build";
import { apply, kubectl } from "./kubectl";
import { KWOK } from "./parts";
import { KUBECONFIG, NODE_ADDRESS, PLATFORM } from "./paths";
import { endProcesses, platformProcesses, startProcess } from "./processes";
import { type Progress, printedProgress } from "./progress";
import { type SimulatedPulls, stages } from "./stages";

/** Pods are scheduled to simulated nodes only with this selector and a toleration of this taint. */
export const SIMULATED = { key: "aks-image-delivery/simulated", value: "true" } as const;

export const simulatedNodeName = (number: number) => `simulated-${String(number).padStart(5, "0")}`;

export interface SimulatedNodesOptions extends SimulatedPulls {
    progress?: Progress;
}

/** Nodes from `simulated-00001` up, Ready; a second call replaces how they behave. Returns their names. */
export async function simulatedNodes(count: number, options: SimulatedNodesOptions = {}): Promise<string[]> {
    await ensureParts([KWOK], options.progress ?? printedProgress(process.stderr));
    await startKwok(options);
    const names = Array.from({ length: count }, (_, index) => simulatedNodeName(index + 1));
    await apply(names.map(node));
    await kubectl(["wait", "--for=condition=Ready", "node", `-l${SIMULATED.key}`, "--timeout=300s"]);
    return names;
}

/** Removes the nodes and the pods on them. */
export async function removeSimulatedNodes(): Promise<void> {
    await kubectl(["delete", "node", `-l${SIMULATED.key}`, "--ignore-not-found", "--wait=false"]);
    await endKwok();
    // Without a kubelet nobody confirms the end of these pods.
    for (const [namespace, pods] of await simulatedPods()) {
        await kubectl(["delete", "pod", "-n", namespace, "--force", "--grace-period=0", "--ignore-not-found", ...pods]);
    }
}

async function startKwok(pulls: SimulatedPulls): Promise<void> {
    const config = path.join(PLATFORM, "kwok.yaml");
    fs.writeFileSync(
        config,
        stages(pulls)
            .map((stage) => stringify(stage))
            .join("---\n"),
    );
    await endKwok();
    startProcess("kwok", [
        `--kubeconfig=${KUBECONFIG}`,
        `--config=${config}`,
        "--manage-all-nodes=false",
        `--manage-nodes-with-label-selector=${SIMULATED.key}`,
        "--node-lease-duration-seconds=400",
        `--node-ip=${NODE_ADDRESS}`,
    ]);
}

function endKwok(): Promise<void> {
    return endProcesses(
        platformProcesses().filter((found) => found.program === "kwok"),
        5_000,
    );
}

function node(name: string): object {
    const labels = {
        [SIMULATED.key]: SIMULATED.value,
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
    };
    return {
        apiVersion: "v1",
        kind: "Node",
        metadata: { name, labels },
        spec: { taints: [{ ...SIMULATED, effect: "NoSchedule" }] },
    };
}

async function simulatedPods(): Promise<Map<string, string[]>> {
    const columns = "custom-columns=N:.metadata.namespace,P:.metadata.name,H:.spec.nodeName";
    const table = await kubectl(["get", "pods", "--all-namespaces", "--no-headers", "-o", columns]);
    const pods = new Map<string, string[]>();
    for (const [namespace = "", pod = "", host = ""] of table.split("\n").map((line) => line.split(/\s+/))) {
        if (host.startsWith("simulated-")) {
            pods.set(namespace, [...(pods.get(namespace) ?? []), pod]);
        }
    }
    return pods;
}
