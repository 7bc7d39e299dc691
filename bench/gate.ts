// What the gate adds to a pull: from the start of a pre-pull until its last gate opens, compared with a bare pull of the same images.
import assert from "node:assert/strict";
import { startPlatform } from "../platform/kubernetes/platform";
import { startExtraRegistry } from "../platform/kubernetes/registry";
import { installProviders } from "../platform/providers/install";
import { freshImage } from "../test/e2e/support/scenario";
import { gateUpdate } from "./gateUpdate";
import { median, secondsOf } from "./median";
import { barePull, emptyStore } from "./store";

/** A node's usual share of a registry, bytes per second. */
const SHARE = 50_000_000;
const RUNS = 3;

interface Case {
    readonly count: number;
    readonly megabytes: number;
    readonly rate?: number;
    readonly budget: string;
}

const ONE_IMAGE: readonly Case[] = [
    { count: 1, megabytes: 300, rate: SHARE, budget: "1.15" },
    { count: 1, megabytes: 1_000, rate: SHARE, budget: "1.05" },
    { count: 1, megabytes: 300, budget: "" },
    { count: 1, megabytes: 1_000, budget: "" },
];
const MANY_IMAGES: readonly Case[] = [{ count: 16, megabytes: 60, rate: SHARE, budget: "1.15" }];

interface Pair {
    readonly bare: number;
    readonly gate: number;
    readonly up: number;
}

export const gate = (): Promise<string[][]> => measured(ONE_IMAGE);
export const images = (): Promise<string[][]> => measured(MANY_IMAGES);

async function measured(cases: readonly Case[]): Promise<string[][]> {
    await startPlatform();
    installProviders();
    const rows: string[][] = [];
    for (const each of cases) {
        const { count, megabytes, rate, budget } = each;
        const registry = await startExtraRegistry({ rate });
        try {
            const what = `${count === 1 ? "" : `${count} of `}${megabytes} MB, ${rate === undefined ? "no limit" : `${rate / 1_000_000} MB/s`}`;
            rows.push(...rowsOf(what, budget, await pairs(each, registry.address)));
        } finally {
            await registry.stop();
        }
    }
    return rows;
}

/** In turns, so that whatever else the machine does meets both. */
async function pairs({ count, megabytes }: Case, registry: string): Promise<Pair[]> {
    const images: string[] = [];
    while (images.length < count) {
        const { reference } = await freshImage("bench/gate", { megabytes });
        images.push(reference.replace(/^[^/]+/, registry));
    }
    const found: Pair[] = [];
    for (let run = 0; run < RUNS; run++) {
        await emptyStore(images);
        // All of them simultaneously, as fast as they can be pulled.
        const bare = await secondsOf(() => Promise.all(images.map(barePull)));
        await emptyStore(images);
        found.push({ bare, ...(await update(images, `${megabytes}MB`)) });
    }
    await emptyStore(images);
    return found;
}

async function update(images: readonly string[], size: string): Promise<Omit<Pair, "bare">> {
    const { open, up, text } = await gateUpdate("bench-gate", images, size);
    assert.ok(open !== undefined, text);
    return { gate: open, up };
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
