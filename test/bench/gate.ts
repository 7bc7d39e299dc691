// What the gate adds to a pull: a whole update with a pre-pull against the bare pull of an image of the same size, at 50 MB/s.
import assert from "node:assert/strict";
import * as path from "node:path";
import { ImagePrepull } from "../../components";
import { run } from "../../local/platform/command";
import { PAUSE_IMAGE } from "../../local/platform/images";
import { BIN, CONTAINERD_SOCKET, KUBECONFIG } from "../../local/platform/paths";
import { startPlatform } from "../../local/platform/platform";
import { startExtraRegistry } from "../../local/platform/registry";
import { installProviders } from "../../local/providers/install";
import { clusterProvider } from "../e2e/provider";
import { freshImage, Scenario } from "../e2e/scenario";
import { medianOf, secondsOf } from "./median";

const RATE = 50_000_000;
const RUNS = 3;
const SIZES = [
    { megabytes: 300, budget: "1.15" },
    { megabytes: 1_000, budget: "1.05" },
];

export async function gate(): Promise<string[][]> {
    await startPlatform();
    installProviders();
    const registry = await startExtraRegistry({ rate: RATE });
    const rows: string[][] = [];
    try {
        for (const { megabytes, budget } of SIZES) {
            const bare = await medianOf(RUNS, () => barePull(megabytes, registry.address));
            const up = await medianOf(RUNS, () => update(megabytes, registry.address));
            rows.push([`${megabytes} MB, bare pull`, `${bare.toFixed(1)} s`, "", ""]);
            rows.push([`${megabytes} MB, up with pre-pull`, `${up.toFixed(1)} s`, (up / bare).toFixed(2), budget]);
        }
    } finally {
        await registry.stop();
    }
    return rows;
}

/** Downloaded and unpacked by containerd, with nothing above it. */
async function barePull(megabytes: number, registry: string): Promise<number> {
    const image = await freshAt(megabytes, registry);
    const ctr = (...words: string[]) =>
        run(path.join(BIN, "ctr"), ["--address", CONTAINERD_SOCKET, "--namespace", "k8s.io", "images", ...words]);
    const seconds = await secondsOf(() => ctr("pull", "--plain-http", image));
    await ctr("rm", image);
    return seconds;
}

async function update(megabytes: number, registry: string): Promise<number> {
    const image = await freshAt(megabytes, registry);
    const namespace = `bench-gate-${megabytes}`;
    const scenario = new Scenario(namespace, async () => {
        const shared = { namespace, nodes: 1, helperImage: PAUSE_IMAGE, cluster: { kubeconfig: KUBECONFIG } };
        new ImagePrepull("bench", { ...shared, image, size: `${megabytes}MB` }, { provider: clusterProvider() });
    });
    await scenario.prepare();
    try {
        return await secondsOf(async () => assert.equal((await scenario.up()).failure, undefined));
    } finally {
        await scenario.remove();
    }
}

async function freshAt(megabytes: number, registry: string): Promise<string> {
    const { reference } = await freshImage("bench/gate", { megabytes });
    return reference.replace(/^[^/]+/, registry);
}
