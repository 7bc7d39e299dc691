// What `status`, `history` and `watch` take in a large cluster: 10,000 pods and 100,000 events on the platform's API server.
import assert from "node:assert/strict";
import { once } from "node:events";
import * as path from "node:path";
import type { Readable } from "node:stream";
import type { StatusReport } from "../model/pods/status";
import { startPlatform } from "../platform/kubernetes/platform";
import { withLock } from "../platform/machine/lock";
import { STATE } from "../platform/paths";
import { LargeCluster } from "./scale/largeCluster";
import { measured, prepareCommand, residentMegabytes, startCommand } from "./scale/measured";

const PODS = 10_000;
const EVENTS = 100_000;
/** Two nodes in a hundred are stuck pulling. */
const PULLS = EVENTS * 0.98;
const NAMESPACE = "bench-scale";
const BUDGET = "10 s, 400 MB";

export async function scale(): Promise<string[][]> {
    await startPlatform();
    const command = await prepareCommand();
    const say = (holder: string) => void process.stderr.write(`Waiting: ${holder} runs the end-to-end tests.\n`);
    // Its load would be in the way of the end-to-end tests, and theirs in its way.
    return withLock(path.join(STATE, "e2e"), say, async () => {
        const cluster = new LargeCluster(NAMESPACE);
        try {
            await cluster.fill(PODS);
            return [...(await watched(command, cluster)), ...(await read(command))];
        } finally {
            await cluster.remove();
        }
    });
}

/** `watch` while the events come. */
async function watched(command: string, cluster: LargeCluster): Promise<string[][]> {
    const child = startCommand(command, ["watch", "-n", NAMESPACE]);
    try {
        // The pods that fail come first.
        await once(child.stdout as Readable, "data");
        child.stdout?.resume();
        await cluster.tell(EVENTS / 10);
        const few = residentMegabytes(child);
        await cluster.tell((EVENTS * 9) / 10);
        const many = residentMegabytes(child);
        return [
            [`watch, after ${(EVENTS / 10).toLocaleString("en")} events`, `${few.toFixed(0)} MB`, "", ""],
            [
                `watch, after ${EVENTS.toLocaleString("en")} events`,
                `${many.toFixed(0)} MB`,
                (many / few).toFixed(2),
                "1.25",
            ],
        ];
    } finally {
        child.kill("SIGINT");
        await once(child, "close");
    }
}

async function read(command: string): Promise<string[][]> {
    const status = await measured(command, ["status", "-n", NAMESPACE, "-o", "json"]);
    const { pods, faults } = JSON.parse(status.stdout) as StatusReport;
    assert.deepEqual([pods, faults.flatMap((fault) => fault.pods).length], [PODS, PODS * 0.02]);
    const first = await measured(command, ["history", "-n", NAMESPACE, "-o", "json"]);
    assert.equal(JSON.parse(first.stdout).pulls, PULLS);
    const again = await measured(command, ["history", "-n", NAMESPACE, "-o", "json"]);
    assert.equal(JSON.parse(again.stdout).pulls, PULLS);
    return [
        ["status", cost(status), "", BUDGET],
        ["history, nothing known before", cost(first), "", BUDGET],
        ["history, everything known", cost(again), "", BUDGET],
    ];
}

function cost({ seconds, megabytes }: { seconds: number; megabytes: number }): string {
    return `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`;
}
