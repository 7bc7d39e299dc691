// How long after the last pod that it needs a gate opens, and what waiting costs the program, as the cluster grows: real API
// server and controllers, simulated nodes that pull late, fail, join and leave.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { PAUSE_IMAGE } from "../platform/kubernetes/images";
import { kubectl } from "../platform/kubernetes/kubectl";
import { removeSimulatedNodes, SIMULATED, simulatedNodeName, simulatedNodes } from "../platform/kubernetes/nodes";
import { startPlatform } from "../platform/kubernetes/platform";
import { API_SERVER, KUBECONFIG } from "../platform/paths";
import { installProviders } from "../platform/providers/install";
import { builtPackage } from "../test/e2e/examples/builtPackage";
import { Scenario } from "../test/e2e/support/scenario";
import { Churn } from "./rollout/churn";
import { nodesReady, podsReady, reachedAt } from "./rollout/readyTimes";

const SIZES = [10, 100, 1_000, 5_000];
const QUORUM = 0.99;
const NAME = "bench-rollout";
/** A node that became Ready this late before the gate opened may not have been known to it. */
const UNKNOWN_MS = 1_000;
const NO_PLATFORM = "rpc error: code = NotFound desc = no match for platform in manifest: not found";

export async function rollout(): Promise<string[][]> {
    await startPlatform();
    installProviders();
    const folder = await builtPackage();
    try {
        const rows: string[][] = [];
        for (const nodes of SIZES) {
            const row = await rowOf(nodes, folder);
            process.stderr.write(`${row.join("  ")}\n`);
            rows.push(row);
        }
        return rows;
    } finally {
        await removeSimulatedNodes();
    }
}

async function rowOf(nodes: number, folder: string): Promise<string[]> {
    const scenario = new Scenario(NAME);
    await scenario.prepare();
    await simulatedNodes(nodes, pulls(nodes));
    const churn = new Churn(nodes);
    try {
        churn.start();
        const done = await update(scenario, nodes, folder);
        const { openAt, startedAt } = done;
        const known = churn.nodesAt(openAt, await nodesReady(), openAt - UNKNOWN_MS);
        const reached = reachedAt(QUORUM, known, await podsReady(NAME));
        if (reached === undefined || reached > openAt) {
            throw new Error("the gate opened before enough pods were Ready");
        }
        return [
            `${nodes.toLocaleString("en")} nodes`,
            `${((openAt - reached) / 1_000).toFixed(1)} s, of ${((openAt - startedAt) / 1_000).toFixed(0)} s`,
            `${done.megabytes.toFixed(0)} MB`,
            `${done.processorSeconds.toFixed(1)} s`,
            String(done.requests),
        ];
    } finally {
        await churn.stop();
        // Before the engine looks: thousands of pods take longer than it would wait for.
        await kubectl(["delete", "namespace", NAME, "--ignore-not-found", "--timeout=900s"]);
        await scenario.remove();
    }
}

/** One node in a hundred is slow, one in a thousand cannot pull; the quorum needs some of the slow ones. */
function pulls(nodes: number) {
    const slow = Math.max(1, Math.round(nodes * 0.01));
    const failing = Math.floor(nodes * 0.001);
    const names = (from: number, count: number) =>
        Array.from({ length: count }, (_, index) => simulatedNodeName(from + index));
    return {
        pullMs: 2_000,
        pullJitterMs: 8_000,
        slow: { nodes: names(1, slow), pullMs: 25_000 },
        ...(failing > 0 && { failing: { nodes: names(slow + 1, failing), error: NO_PLATFORM } }),
    };
}

interface Done {
    readonly startedAt: number;
    readonly openAt: number;
    readonly processorSeconds: number;
    readonly megabytes: number;
    readonly requests: number;
}

async function update(scenario: Scenario, nodes: number, folder: string): Promise<Done> {
    const { value, ...taint } = { ...SIMULATED, operator: "Exists", effect: "NoSchedule" };
    const digest = String(nodes).padStart(64, "0");
    const prepull = {
        namespace: NAME,
        image: `registry.example.com/bench@sha256:${digest}`,
        size: "300MB",
        nodes,
        quorum: QUORUM,
        nodeSelector: { [SIMULATED.key]: value },
        tolerations: [taint],
        helperImage: PAUSE_IMAGE,
    };
    const server = new URL(API_SERVER).host;
    const { name: stackName, workDir } = scenario;
    const settings = JSON.stringify({ stackName, workDir, kubeconfig: KUBECONFIG, server, prepull });
    const env = { ...process.env, ...scenario.environment() };
    const child = spawn(process.execPath, [path.join(__dirname, "rollout/up.cjs"), folder, settings], {
        env,
        stdio: ["pipe", "pipe", "pipe"],
    });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Done;
}
