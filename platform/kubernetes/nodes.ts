/** Simulated nodes next to the real one, for scale: kwok answers for them, no image is pulled. */
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { KUBECONFIG, NODE_ADDRESS, PLATFORM } from "../paths";
import { apply, forEach, read, remove } from "./apiServer";
import { ensureParts } from "./build";
import { isReady, type NodeConditions } from "./health";
import { KWOK } from "./parts";
import { endProcesses, platformProcesses, startProcess } from "./processes";
import { type Progress, printedProgress } from "./progress";
import { type SimulatedPulls, stages } from "./stages";

/** Pods are scheduled to simulated nodes only with this selector and a toleration of this taint. */
export const SIMULATED = { key: "aks-image-delivery/simulated", value: "true" } as const;

export const simulatedNodeName = (number: number) => `simulated-${String(number).padStart(5, "0")}`;

/** Lists them. */
export const SIMULATED_NODES = `/api/v1/nodes?labelSelector=${encodeURIComponent(SIMULATED.key)}`;

const NODE_LEASES = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";

export interface SimulatedNodesOptions extends SimulatedPulls {
    progress?: Progress;
}

/** Nodes from `simulated-00001` up, Ready; a second call replaces how they behave. Returns their names. */
export async function simulatedNodes(count: number, options: SimulatedNodesOptions = {}): Promise<string[]> {
    await ensureParts([KWOK], options.progress ?? printedProgress(process.stderr));
    await startKwok(options);
    const names = Array.from({ length: count }, (_, index) => simulatedNodeName(index + 1));
    await forEach(names, (name) => apply(`/api/v1/nodes/${name}`, node(name)));
    await allReady();
    return names;
}

/** One more, that behaves as the others; it takes pods once it is Ready. */
export async function joinSimulatedNode(number: number): Promise<void> {
    const name = simulatedNodeName(number);
    await apply(`/api/v1/nodes/${name}`, node(name));
}

/** Without its pods, which its cluster removes later. */
export async function leaveSimulatedNode(number: number): Promise<void> {
    await remove(`/api/v1/nodes/${simulatedNodeName(number)}`);
}

/** Removes the nodes and the pods on them. */
export async function removeSimulatedNodes(): Promise<void> {
    // One by one: a request for all of thousands is not answered in time.
    const { items } = await read<{ items: Pick<PodPlace, "metadata">[] }>(SIMULATED_NODES);
    await forEach(items, ({ metadata }) => remove(`/api/v1/nodes/${metadata.name}`));
    await endKwok();
    // Without a kubelet nobody confirms the end of these pods.
    await forEach(await simulatedPods(), ({ namespace, name }) =>
        remove(`/api/v1/namespaces/${namespace}/pods/${name}?gracePeriodSeconds=0`),
    );
}

async function allReady(withinMs = 300_000): Promise<void> {
    const until = Date.now() + withinMs;
    for (;;) {
        const { items } = await read<{ items: NodeConditions[] }>(SIMULATED_NODES);
        const waiting = items.filter((each) => !isReady(each)).length;
        if (waiting === 0) {
            return;
        }
        if (Date.now() > until) {
            throw new Error(`${waiting} simulated nodes are not Ready after ${withinMs / 1000} s; see kwok.log.`);
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
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
    await removeLeases();
    startProcess("kwok", [
        `--kubeconfig=${KUBECONFIG}`,
        `--config=${config}`,
        "--manage-all-nodes=false",
        `--manage-nodes-with-label-selector=${SIMULATED.key}`,
        "--node-lease-duration-seconds=400",
        `--node-ip=${NODE_ADDRESS}`,
    ]);
}

/** A kwok that was started again takes care of a node only once the lease of the one before has run out. */
async function removeLeases(): Promise<void> {
    const { items } = await read<{ items: Pick<PodPlace, "metadata">[] }>(NODE_LEASES);
    const names = items.map(({ metadata }) => metadata.name).filter((name) => name.startsWith("simulated-"));
    await forEach(names, (name) => remove(`${NODE_LEASES}/${name}`));
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

interface PodPlace {
    metadata: { namespace: string; name: string };
    spec: { nodeName?: string };
}

async function simulatedPods(): Promise<{ namespace: string; name: string }[]> {
    const { items } = await read<{ items: PodPlace[] }>("/api/v1/pods");
    return items.filter((pod) => pod.spec.nodeName?.startsWith("simulated-")).map((pod) => pod.metadata);
}
