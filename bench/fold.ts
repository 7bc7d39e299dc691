// How long the gate's decision takes for a large cluster. It is taken four times a second at most, in the program of the update.
import assert from "node:assert/strict";
import { gateVerdict } from "../model/gate/verdict";
import { node, pod, pulled, pulling, question } from "../test/support/gateView";
import { medianOf, secondsOf } from "./median";

const EVENTS_PER_NODE = 10;
const RUNS = 15;

export async function fold(): Promise<string[][]> {
    const small = await verdictSeconds(500);
    const large = await verdictSeconds(5_000);
    return [
        ["500 nodes, 5,000 events", `${(small * 1_000).toFixed(1)} ms`, "", ""],
        ["5,000 nodes, 50,000 events", `${(large * 1_000).toFixed(1)} ms`, (large / small).toFixed(1), "15"],
    ];
}

/** All nodes but one have the image, so no shortcut is taken. */
function verdictSeconds(nodes: number): Promise<number> {
    const names = Array.from({ length: nodes }, (_, index) => `n${String(index).padStart(5, "0")}`);
    const pods = names.map((name) => pod(name));
    const events = pods.flatMap((each, index) => [
        ...Array.from({ length: EVENTS_PER_NODE - 1 }, (_, second) => pulling(each, second)),
        index === 0 ? pulling(each, EVENTS_PER_NODE) : pulled(each, EVENTS_PER_NODE),
    ]);
    const asked = question({ nodes: names.map((name) => node(name)), pods, events });
    return medianOf(RUNS, () => secondsOf(() => assert.equal(gateVerdict(asked).state, "wait")));
}
