// Looks at one broken image as users do: through the gate of its pre-pull, by `status` and by `test-pull`.
import assert from "node:assert/strict";
import { statusReport } from "../../../model/pods/status";
import { CAUSES, type CauseName } from "../../../model/pulls/causes";
import type { KubernetesClient } from "../../../observe/cluster/client";
import { waitingView } from "../../../observe/pods/view";
import { NODE } from "../../../platform/paths";
import { eventually } from "../support/eventually";
import { makeDaemonSet, NAMESPACE, removeDaemonSet } from "./cluster";
import type { Fault, Seen } from "./fault";
import { askGate, gateSeconds } from "./gate";
import { kubeletText } from "./text";
import { status, testPull } from "./verbs";

/** The node pulls one image after another, those of other tests too. */
const PATIENCE_SECONDS = 240;

const TEST_PULL_SECONDS = 8;

/** Rejects when the gate, `status` or `test-pull` does not name the cause of the fault. */
export async function look(client: KubernetesClient, fault: Fault): Promise<Seen> {
    const { image, end } = await fault.make();
    try {
        await makeDaemonSet(client, fault, { image });
        const startedAt = Date.now();
        const gate = await eventually(() => gateSays(client, fault, image, startedAt), PATIENCE_SECONDS);
        const cluster = await eventually(() => statusSays(client, fault), PATIENCE_SECONDS);
        // Its next attempts would keep the node from the test's own pull.
        await removeDaemonSet(client, fault);
        const testPull = await eventually(() => testPullSays(fault, image), PATIENCE_SECONDS);
        return { fault, ...gate, ...cluster, testPull };
    } finally {
        await end?.();
    }
}

async function gateSays(client: KubernetesClient, { name, cause }: Fault, image: string, startedAt: number) {
    const seconds = gateSeconds(cause);
    const { verdict, events } = await askGate(client, { daemonSet: name, image, startedAt, seconds });
    assert.ok(verdict.state === "fail", `the gate of ${name} does not fail`);
    assert.equal(verdict.cause, cause, verdict.message);
    assert.ok(!verdict.message.includes("(for "), `it is about another image: ${verdict.message}`);
    const text = kubeletText(events, image);
    // The pod's status can say it before the event is there. A slow pull has no end to tell of.
    assert.equal(text === "", cause === "slow", `the kubelet's event for ${name}: "${text}"`);
    return { text, gate: `${verdict.cause}, ${gateTime(cause)}` };
}

function gateTime(cause: CauseName): string {
    const { patienceSeconds } = CAUSES[cause];
    if (patienceSeconds === 0) {
        return "immediately";
    }
    return Number.isFinite(patienceSeconds) ? `after ${patienceSeconds} s` : "when its clock runs out";
}

async function statusSays(client: KubernetesClient, { name, cause }: Fault) {
    const { faults } = cause === "slow" ? await statusTomorrow(client) : await status(NAMESPACE);
    const found = faults.find(({ pods }) => pods.some((pod) => pod.name.startsWith(`${name}-`)));
    assert.equal(found?.cause, cause, found?.text);
    return { status: cause, phase: found?.pods[0]?.phase ?? "" };
}

/** A pull is slow once it has taken longer than its size should; the test does not wait for that. */
async function statusTomorrow(client: KubernetesClient) {
    const view = await waitingView(client, NAMESPACE);
    return statusReport({ ...view, now: view.now + 86_400_000 }, view.looked);
}

async function testPullSays(fault: Fault, image: string): Promise<string> {
    const secret = fault.secret ? ["--image-pull-secret", fault.name] : [];
    const timeout = `${fault.seconds ?? TEST_PULL_SECONDS}s`;
    const said = await testPull(NAMESPACE, image, ["--node", NODE, "--timeout", timeout, ...secret]);
    assert.equal(said, fault.testPull ?? `${fault.cause}, ${testPullTime(fault.cause)}`);
    return said;
}

/** What clears up on its own is waited out. */
function testPullTime(cause: CauseName): string {
    const heals = CAUSES[cause].patienceSeconds === Number.POSITIVE_INFINITY;
    return heals ? "when its time is up" : "immediately";
}
