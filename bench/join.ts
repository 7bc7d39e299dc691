// A node that joins: from its last image to the end of its taint, the join compared with a bare pull, and what it asks of the API server.
import assert from "node:assert/strict";
import * as path from "node:path";
import { WARM_PREFIX } from "../model/nodes/startupTaint";
import { AUDIT_VARIABLE } from "../platform/kubernetes/audit";
import { kubectl } from "../platform/kubernetes/kubectl";
import { realNodes } from "../platform/kubernetes/node/keptNodes";
import { changeNode, startPlatform } from "../platform/kubernetes/platform";
import { startExtraRegistry } from "../platform/kubernetes/registry";
import { run } from "../platform/machine/command";
import { BIN } from "../platform/paths";
import { installProviders } from "../platform/providers/install";
import { socketOf } from "../platform/realNode";
import { HeldCluster, newImages, releaseOf, went } from "../test/e2e/nodes/support/heldCluster";
import { addHeld } from "../test/e2e/nodes/support/joins";
import { eventually } from "../test/e2e/support/eventually";
import { Scenario } from "../test/e2e/support/scenario";
import { type Moments, watchJoin } from "./joining/moments";
import { auditPosition, type Requests, requestsSince } from "./joining/requests";
import { median, secondsOf } from "./median";

/** A node's usual share of a registry, bytes per second. */
const SHARE = 50_000_000;
const MEGABYTES = 300;
const RUNS = 3;
const NODES = Array.from({ length: RUNS }, (_, index) => `bench-join-${index + 1}`);
const HOLD = "bench-join";
const TEAM = "bench-join-team";
/** Keeps the pre-pulls of whatever else runs on the platform away. */
const TAINT = "bench/join";
const TOLERATIONS = [{ key: TAINT, operator: "Exists" }];

interface Join extends Moments, Requests {
    /** Seconds. */
    readonly barePull: number;
}

export async function join(): Promise<string[][]> {
    process.env[AUDIT_VARIABLE] = "1";
    await startPlatform();
    installProviders();
    const registry = await startExtraRegistry({ rate: SHARE });
    const team = new Scenario(TEAM);
    const cluster = new HeldCluster(HOLD, NODES, [team], { tolerations: TOLERATIONS });
    try {
        await cluster.prepare();
        const [pushed = ""] = await newImages(team.name, 1, MEGABYTES);
        const image = pushed.replace(/^[^/]+/, registry.address);
        const images = [{ name: "bench", image, size: `${MEGABYTES}MB` }];
        went(await releaseOf(team, [image], { images, tolerations: TOLERATIONS }));
        const joins: Join[] = [];
        for (const node of NODES) {
            joins.push(await joined(node, image));
            await changeNode({ verb: "remove", name: node });
        }
        return rowsOf(joins);
    } finally {
        await cluster.remove();
        await registry.stop();
        delete process.env[AUDIT_VARIABLE];
        await startPlatform();
    }
}

async function joined(node: string, image: string): Promise<Join> {
    const position = auditPosition();
    const seen = watchJoin(node);
    await addHeld(node, `${TAINT}=:NoSchedule`);
    const moments = await seen;
    // The hold's last step is to mark the node.
    await eventually(async () => assert.match(await labelsOf(node), new RegExp(WARM_PREFIX)));
    const requests = requestsSince(position, node, [HOLD, TEAM]);
    return { ...moments, ...requests, barePull: await barePull(node, image) };
}

const labelsOf = (node: string) => kubectl(["get", "node", node, "-o", "jsonpath={.metadata.labels}"]);

/** Into a namespace of its own, after what the join had brought is gone: containerd shares layers among namespaces. */
async function barePull(name: string, image: string): Promise<number> {
    const node = realNodes().find((each) => each.name === name);
    assert.ok(node);
    const ctr = (namespace: string, ...words: string[]) =>
        run(path.join(BIN, "ctr"), ["--address", socketOf(node), "--namespace", namespace, "images", ...words]);
    const digest = image.slice(image.indexOf("@") + 1);
    const lines = (await ctr("k8s.io", "ls")).split("\n").filter((line) => line.includes(digest));
    for (const held of lines.map((line) => line.split(/\s/)[0] ?? "")) {
        await ctr("k8s.io", "rm", "--sync", held);
    }
    await run("sync", []);
    return secondsOf(() => ctr("bench", "pull", "--plain-http", image));
}

function rowsOf(joins: readonly Join[]): string[][] {
    const middle = (value: (join: Join) => number) => median(joins.map(value));
    const seconds = (value: (join: Join) => number) => `${middle(value).toFixed(1)} s`;
    const pulled = `bare pull of ${MEGABYTES} MB by ctr on the node, ${SHARE / 1_000_000} MB/s`;
    const ready = ({ readyAt, openAt }: Join) => (openAt - readyAt) / 1_000;
    const asked = (who: string, value: (join: Join) => number) => [`requests of ${who}`, `${middle(value)}`, "", ""];
    return [
        ["last image to the end of the taint", seconds(({ warmAt, openAt }) => (openAt - warmAt) / 1_000), "", "5 s"],
        [pulled, seconds(({ barePull }) => barePull), "1.00", ""],
        [
            "node Ready to the end of the taint",
            seconds(ready),
            middle((each) => ready(each) / each.barePull).toFixed(2),
            "1.5",
        ],
        asked("the hold's account", ({ hold }) => hold),
        asked("the node's kubelet", ({ kubelet }) => kubelet),
        asked("the controllers", ({ controllers }) => controllers),
    ];
}
