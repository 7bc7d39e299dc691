// The chain of timeouts, of what a rollout may also give: a pull timeout, other images, a measured rate.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type RolloutShape, timeoutChain } from "../../../model/timeouts/chain";
import { Network, pullSeconds } from "../../../model/timeouts/pullTime";
import { CLOCKS, count, parts, seconds } from "../../support/timeoutChains";

const rollouts: fc.Arbitrary<RolloutShape> = fc.record({
    imageBytes: fc.integer({ min: 1, max: 20_000_000_000 }),
    nodes: count(5_000),
    alongside: fc.array(fc.record({ imageBytes: fc.integer({ min: 1, max: 1_000_000_000 }) }), { maxLength: 15 }),
});

describe("a given pull timeout", () => {
    it("replaces the derived one in every clock and says so", () => {
        const derived = timeoutChain({ imageBytes: 650_000_000 });
        const given = timeoutChain({ imageBytes: 650_000_000, timeoutSeconds: 500 });
        assert.equal(given.pull.seconds, 500);
        assert.equal(given.step.seconds, derived.step.seconds + 3 * 200);
        assert.equal(given.pull.shares[0]?.reason, "as given, instead of the derived 300 s");
        assert.deepEqual(given.warnings, []);
    });

    it("is reported with both numbers when it is shorter", () => {
        const { pull, warnings } = timeoutChain({ imageBytes: 650_000_000, timeoutSeconds: 299 });
        assert.equal(pull.seconds, 299);
        assert.equal(warnings.length, 1);
        assert.match(
            warnings[0] ?? "",
            /^the pull timeout of 299 s is shorter than the derived 300 s: 650 MB on a normal/,
        );
        assert.deepEqual(timeoutChain({ imageBytes: 650_000_000, timeoutSeconds: 300 }).warnings, []);
    });

    it("is compared with what a slow network needs", () => {
        const { warnings } = timeoutChain({ imageBytes: 650_000_000, network: Network.Slow, timeoutSeconds: 599 });
        assert.match(warnings[0] ?? "", /599 s is shorter than the derived 600 s: 650 MB on a slow network/);
    });
});

describe("several images on one node", () => {
    it("count what the node fetches together in every clock", () => {
        const alone = timeoutChain({ imageBytes: 300_000_000 });
        const { pull, gate, job } = timeoutChain({
            imageBytes: 300_000_000,
            alongside: [{ imageBytes: 200_000_000 }, { imageBytes: 200_000_000, layers: 20 }],
        });
        assert.equal(pull.seconds, 300);
        assert.equal(job.seconds, alone.job.seconds + 120);
        assert.deepEqual(parts(gate).slice(-2), [
            ["egress", 12],
            ["registry", Math.ceil((60 * 100 * (14 + 14 + 24)) / 10_000)],
        ]);
        assert.match(pull.shares[0]?.reason ?? "", /^300 MB with 2 other images: 700 MB on a normal network/);
    });

    it("never make a clock shorter, and change nothing where there is one image", () => {
        fc.assert(
            fc.property(rollouts, ({ alongside, ...one }) => {
                const [alone, together] = [seconds(timeoutChain(one)), seconds(timeoutChain({ ...one, alongside }))];
                assert.ok(CLOCKS.every((name) => alone[name] <= together[name]));
                assert.deepEqual(seconds(timeoutChain({ ...one, alongside: [] })), alone);
            }),
        );
    });

    it("are refused with the place of the one that is wrong", () => {
        assert.throws(
            () => timeoutChain({ imageBytes: 1, alongside: [{ imageBytes: 1 }, { imageBytes: 0, layers: 0.5 }] }),
            /alongside\[1\]\.imageBytes: 0 is not more than zero; alongside\[1\]\.layers: 0\.5 is out of range/,
        );
    });
});

describe("a measured rate", () => {
    it("lengthens the pull where the table is too short for it", () => {
        const { pull } = timeoutChain({ imageBytes: 650_000_000, bytesPerSecond: 1_000_000 });
        assert.deepEqual(parts(pull), [["pull", 650]]);
        assert.equal(pull.shares[0]?.reason, "650 MB at the measured 1 MB/s");
    });

    it("never shortens it", () => {
        const { pull } = timeoutChain({ imageBytes: 650_000_000, bytesPerSecond: 100_000_000 });
        assert.equal(pull.seconds, 300);
        assert.match(pull.shares[0]?.reason ?? "", /normal network/);
    });

    for (const bytesPerSecond of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
        it(`is refused as ${bytesPerSecond}`, () => {
            assert.throws(
                () => timeoutChain({ imageBytes: 1, bytesPerSecond }),
                /bytesPerSecond: \S+ is out of range; expected more than 0 bytes a second/,
            );
        });
    }
});

describe("one image of up to 1 GB on up to 100 nodes", () => {
    it("keeps its clocks, but for under 5 % at the gate", () => {
        fc.assert(
            fc.property(
                fc.integer({ min: 1, max: 1_000_000_000 }),
                fc.integer({ min: 1, max: 100 }),
                (imageBytes, nodes) => {
                    const { gate } = timeoutChain({ imageBytes, nodes });
                    const before = 60 + pullSeconds(imageBytes) + (nodes === 1 ? 610 : 910) + Math.ceil(0.084 * nodes);
                    assert.ok(gate.seconds <= 1.05 * before, `${gate.seconds} s instead of ${before} s`);
                },
            ),
        );
    });
});
