// How long each way takes to know that an image is on all nodes: the same image, registry and limit, in turns.
import assert from "node:assert/strict";
import { startExtraRegistry } from "../../platform/kubernetes/registry";
import { freshImage } from "../../test/e2e/support/scenario";
import { median } from "../median";
import { emptyStore } from "../store";
import type { Way } from "./outcome";
import { BARE, gateOf, PEERS } from "./ways";

/** A node's usual share of a registry, bytes per second. */
const SHARE = 50_000_000;
const ROUNDS = 3;
const LIMIT_SECONDS = 300;

interface Case {
    readonly megabytes: number;
    /** Of the gate over the bare pull. */
    readonly budget: string;
}

const CASES: readonly Case[] = [
    { megabytes: 300, budget: "1.10" },
    { megabytes: 1_000, budget: "1.05" },
];
const BUDGET_OVER_STATUS = "1.03";

export async function pullTimes(): Promise<string[][]> {
    const registry = await startExtraRegistry({ rate: SHARE });
    try {
        const rows: string[][] = [];
        for (const each of CASES) {
            rows.push(...(await rowsOf(each, registry.address)));
        }
        return rows;
    } finally {
        await registry.stop();
    }
}

async function rowsOf({ megabytes, budget }: Case, registry: string): Promise<string[][]> {
    const { reference } = await freshImage("bench/peers", { megabytes });
    const image = reference.replace(/^[^/]+/, registry);
    const gate = gateOf(`${megabytes}MB`);
    const ways = [BARE, gate, ...PEERS];
    const rounds: Map<Way, number>[] = [];
    while (rounds.length < ROUNDS) {
        rounds.push(await round(ways, image, (megabytes * 1_000_000) / SHARE));
    }
    const [status] = PEERS;
    const middle = (value: (round: Map<Way, number>) => number) => median(rounds.map(value));
    const over = (way: Way, other?: Way) => middle((round) => seconds(round, way) / seconds(round, other)).toFixed(2);
    const title = `${megabytes} MB at ${SHARE / 1_000_000} MB/s`;
    return [
        ...ways.map((way) => [
            `${title}: ${way.name}`,
            `${middle((round) => seconds(round, way)).toFixed(1)} s`,
            over(way, BARE),
            way === gate ? budget : "",
        ]),
        [`${title}: this gate over rollout status`, "", over(gate, status), BUDGET_OVER_STATUS],
    ];
}

function seconds(round: ReadonlyMap<Way, number>, way?: Way): number {
    return (way && round.get(way)) ?? Number.NaN;
}

/** @param least seconds that a download of all of the image needs. */
async function round(ways: readonly Way[], image: string, least: number): Promise<Map<Way, number>> {
    const found = new Map<Way, number>();
    for (const way of ways) {
        await emptyStore([image]);
        const place = { namespace: "bench-peers", limitSeconds: LIMIT_SECONDS, started: () => {} };
        const outcome = await way.knows(image, place);
        assert.equal(outcome.state, "there", `${way.name}: ${outcome.text}`);
        assert.ok(outcome.seconds > least, `${way.name} took ${outcome.seconds} s: something was cached`);
        process.stderr.write(`${way.name}: ${outcome.seconds.toFixed(1)} s\n`);
        found.set(way, outcome.seconds);
    }
    await emptyStore([image]);
    return found;
}
