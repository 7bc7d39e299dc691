// What the gate adds to a pull: from the start of a pre-pull until its gate opens, compared with a bare pull of the same image.
import assert from "node:assert/strict";
import * as path from "node:path";
import { ImagePrepull } from "../components";
import { PAUSE_IMAGE } from "../platform/kubernetes/images";
import { startPlatform } from "../platform/kubernetes/platform";
import { startExtraRegistry } from "../platform/kubernetes/registry";
import { run } from "../platform/machine/command";
import { BIN, CONTAINERD_SOCKET, KUBECONFIG } from "../platform/paths";
import { installProviders } from "../platform/providers/install";
import { clusterProvider } from "../test/e2e/support/provider";
import { freshImage, Scenario } from "../test/e2e/support/scenario";
import { median, secondsOf } from "./median";

/** A node's usual share of a registry, bytes per second. */
const SHARE = 50_000_000;
const RUNS = 3;
const CASES = [
    { megabytes: 300, rate: SHARE, budget: "1.15" },
    { megabytes: 1_000, rate: SHARE, budget: "1.05" },
    { megabytes: 300, rate: undefined, budget: "" },
    { megabytes: 1_000, rate: undefined, budget: "" },
];

interface Pair {
    readonly bare: number;
    readonly gate: number;
    readonly up: number;
}

export async function gate(): Promise<string[][]> {
    await startPlatform();
    installProviders();
    const rows: string[][] = [];
    for (const { megabytes, rate, budget } of CASES) {
        const registry = await startExtraRegistry({ rate });
        try {
            const what = `${megabytes} MB, ${rate === undefined ? "no limit" : `${rate / 1_000_000} MB/s`}`;
            rows.push(...rowsOf(what, budget, await pairs(megabytes, registry.address)));
        } finally {
            await registry.stop();
        }
    }
    return rows;
}

/** In turns, so that whatever else the machine does meets both. */
async function pairs(megabytes: number, registry: string): Promise<Pair[]> {
    const { reference } = await freshImage("bench/gate", { megabytes });
    const image = reference.replace(/^[^/]+/, registry);
    const found: Pair[] = [];
    for (let count = 0; count < RUNS; count++) {
        await emptyStore(image);
        const bare = await secondsOf(() => ctr("pull", "--plain-http", image));
        await emptyStore(image);
        found.push({ bare, ...(await update(image, `${megabytes}MB`)) });
    }
    await emptyStore(image);
    return found;
}

function ctr(...words: string[]): Promise<string> {
    return run(path.join(BIN, "ctr"), ["--address", CONTAINERD_SOCKET, "--namespace", "k8s.io", "images", ...words]);
}

/** Nothing of the image is left, and nothing that was written before is written while the next pull is measured. */
async function emptyStore(image: string): Promise<void> {
    const digest = image.slice(image.indexOf("@") + 1);
    // The kubelet's side of containerd keeps the image under its id too: lines tell the digest, names do not.
    const lines = (await ctr("ls")).split("\n").filter((line) => line.includes(digest));
    for (const name of lines.map((line) => line.split(/\s/)[0] ?? "")) {
        await ctr("rm", "--sync", name);
    }
    await run("sync", []);
}

async function update(image: string, size: string): Promise<Omit<Pair, "bare">> {
    const scenario = new Scenario("bench-gate", async () => {
        const shared = { namespace: "bench-gate", nodes: 1, helperImage: PAUSE_IMAGE };
        const cluster = { kubeconfig: KUBECONFIG };
        new ImagePrepull("bench", { ...shared, cluster, image, size }, { provider: clusterProvider() });
    });
    await scenario.prepare();
    try {
        const stack = await scenario.stack();
        const times = { started: Number.NaN, open: Number.NaN };
        const up = await secondsOf(() =>
            stack.up({
                onEvent: ({ resourcePreEvent, resOutputsEvent }) => {
                    if (resourcePreEvent?.metadata.type === "kubernetes:apps/v1:DaemonSet") {
                        times.started = performance.now();
                    }
                    if (resOutputsEvent?.metadata.type === "kubernetes:core/v1:ConfigMap") {
                        times.open = performance.now();
                    }
                },
            }),
        );
        assert.ok(times.open > times.started);
        return { up, gate: (times.open - times.started) / 1_000 };
    } finally {
        await scenario.remove();
    }
}

/** The ratio is the median of each pair's own: a slow minute of the machine is in both halves of a pair. */
function rowsOf(what: string, budget: string, found: readonly Pair[]): string[][] {
    const middle = (value: (pair: Pair) => number) => median(found.map(value));
    const row = (name: string, value: (pair: Pair) => number, limit = "") => [
        `${what}: ${name}`,
        `${middle(value).toFixed(1)} s`,
        middle((pair) => value(pair) / pair.bare).toFixed(2),
        limit,
    ];
    return [
        row("bare pull", ({ bare }) => bare),
        row("start of the pre-pull to open gate", (pair) => pair.gate, budget),
        row("the whole up", ({ up }) => up),
    ];
}
