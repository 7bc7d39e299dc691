// The promise of the gate's clock, where it is hardest to keep; `npm run bench -- clocks` prints the whole table.
import assert from "node:assert/strict";
import { timeoutChain } from "../../../model/timeouts/chain";
import { ROLE_SECONDS } from "../../../model/timeouts/shares";
import type { PulledShape } from "../../support/healthyRollouts/assumptions";
import { type Distribution, longerThan, nodePull } from "../../support/healthyRollouts/nodePull";
import { killed, secondsOfAllBut } from "../../support/healthyRollouts/rollout";

const SHAPES: readonly PulledShape[] = [
    { images: 1, megabytes: 50, nodes: 1 },
    { images: 1, megabytes: 1_000, nodes: 5_000 },
    { images: 1, megabytes: 10_000, nodes: 5_000 },
    { images: 4, megabytes: 20_000, nodes: 100 },
    { images: 16, megabytes: 20_000, nodes: 100 },
];

function gateSeconds({ images, megabytes, nodes }: PulledShape, awaitsRole = false): number {
    const imageBytes = Math.round((megabytes * 1e6) / images);
    const alongside = Array.from({ length: images - 1 }, () => ({ imageBytes }));
    return timeoutChain({ imageBytes, nodes, alongside, awaitsRole }).gate.seconds;
}

for (const shape of SHAPES) {
    const { images, megabytes, nodes } = shape;
    describe(`the clock of a gate for ${images} x ${megabytes / images} MB on ${nodes} nodes`, () => {
        let pull: Distribution;
        before(() => {
            pull = nodePull(shape);
        });

        it("ends under 1 in 10,000 healthy rollouts", () => {
            const gate = gateSeconds(shape);
            assert.ok(killed(shape, pull, gate) < 1e-4);
            assert.ok(gate < 3 * secondsOfAllBut(1e-4, shape, pull));
        });

        it("ends under 1 in 10,000 of those whose program assigns a pull role that works late", () => {
            const late = { ofRollouts: 1, mostSeconds: ROLE_SECONDS };
            assert.ok(killed(shape, pull, gateSeconds(shape, true), late) < 1e-4);
        });
    });
}

describe("the clock of a gate whose program assigns the pull role", () => {
    it("would break that promise without its share", () => {
        const shape = { images: 1, megabytes: 50, nodes: 1 };
        const late = { ofRollouts: 1, mostSeconds: ROLE_SECONDS };
        assert.ok(killed(shape, nodePull(shape), gateSeconds(shape), late) > 1e-4);
    });
});

describe("the simulation", () => {
    const shape = { images: 1, megabytes: 1_000, nodes: 100 };

    it("knows the ordinary pull: half of the nodes take 10 to 60 s for 1 GB", () => {
        const pull = nodePull(shape);
        assert.ok(longerThan(pull, 10) > 0.99);
        assert.ok(longerThan(pull, 60) < 0.5);
    });

    it("knows the stall of 1 pull in 1,000", () => {
        const stalled = longerThan(nodePull(shape), 300);
        assert.ok(stalled > 0.0009 && stalled < 0.0012, String(stalled));
    });
});
