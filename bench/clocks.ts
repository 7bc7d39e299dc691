// How often the gate's clock ends a healthy rollout, simulated; next to the clocks that people use instead.
import { tableText } from "../model/text/table";
import { timeoutChain } from "../model/timeouts/chain";
import { pullSeconds } from "../model/timeouts/pullTime";
import type { PulledShape } from "../test/support/healthyRollouts/assumptions";
import { nodePull } from "../test/support/healthyRollouts/nodePull";
import { killed, secondsOfAllBut } from "../test/support/healthyRollouts/rollout";

const SIZES = [50, 300, 1_000, 2_000, 5_000, 10_000, 20_000];
const NODES = [1, 10, 100, 1_000, 5_000];
const IMAGES = [1, 4, 16];

/** At most this part of healthy rollouts may be ended. */
const GOAL = 1e-4;
const MOST_TIMES_NEEDED = 3;

interface Row {
    readonly shape: PulledShape;
    readonly gate: number;
    readonly needed: number;
    readonly ended: number;
    readonly others: readonly number[];
}

const HEAD = [
    "IMAGES",
    "SIZE",
    "NODES",
    "GATE",
    "9,999 OF 10,000 NEED",
    "GATE ENDS",
    "TABLE",
    "HELM 300 S",
    "JOB 600 S",
];

/** Prints the table, and returns the two figures that matter. */
export async function clocks(): Promise<string[][]> {
    const rows = IMAGES.flatMap((images) =>
        SIZES.flatMap((megabytes) => NODES.map((nodes) => rowOf({ images, megabytes, nodes }))),
    );
    process.stdout.write(`${tableText(HEAD, rows.map(cells))}\n`);
    const worst = Math.max(...rows.map(({ ended }) => ended));
    const longest = Math.max(...rows.map(({ gate, needed }) => gate / needed));
    return [
        ["healthy rollouts that a gate ends, at most", partText(worst), "", partText(GOAL)],
        ["a gate's clock over what 9,999 of 10,000 rollouts need", "", longest.toFixed(2), String(MOST_TIMES_NEEDED)],
    ];
}

function rowOf(shape: PulledShape): Row {
    const pull = nodePull(shape);
    const imageBytes = Math.round((shape.megabytes * 1e6) / shape.images);
    const alongside = Array.from({ length: shape.images - 1 }, () => ({ imageBytes }));
    const gate = timeoutChain({ imageBytes, nodes: shape.nodes, alongside }).gate.seconds;
    return {
        shape,
        gate,
        needed: secondsOfAllBut(GOAL, shape, pull),
        ended: killed(shape, pull, gate),
        others: [pullSeconds(imageBytes), 300, 600].map((seconds) => killed(shape, pull, seconds)),
    };
}

function cells({ shape, gate, needed, ended, others }: Row): string[] {
    const { images, megabytes, nodes } = shape;
    return [
        String(images),
        `${megabytes} MB`,
        String(nodes),
        `${gate} s`,
        `${Math.round(needed)} s`,
        partText(ended),
        ...others.map(partText),
    ];
}

/** `1 in 12,000`, or percent where that is easier to read. */
function partText(part: number): string {
    if (part >= 0.01) {
        return `${Math.round(100 * part)} %`;
    }
    return part < 1e-9 ? "under 1 in 1e9" : `1 in ${Math.round(1 / part).toLocaleString("en-US")}`;
}
