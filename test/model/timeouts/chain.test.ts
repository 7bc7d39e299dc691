// The chain of timeouts: its sums, and what holds for every rollout.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type RolloutShape, timeoutChain } from "../../../model/timeouts/chain";
import { Network, pullSeconds } from "../../../model/timeouts/pullTime";
import { CLOCKS, count, parts, seconds } from "../../support/timeoutChains";

const derivedShapes: fc.Arbitrary<RolloutShape> = fc.record({
    imageBytes: fc.integer({ min: 1, max: 20_000_000_000 }),
    network: fc.option(fc.constantFrom(...Object.values(Network)), { nil: undefined }),
    nodes: count(5_000),
    layers: count(127),
    replicas: count(10_000),
    runSeconds: count(86_400),
    startSeconds: count(3_600),
    awaitsRole: fc.boolean(),
});
const shapes: fc.Arbitrary<RolloutShape> = fc
    .tuple(derivedShapes, count(7_200))
    .map(([shape, timeoutSeconds]) => ({ ...shape, timeoutSeconds }));

describe("the chain of a 650 MB image on 100 nodes", () => {
    const chain = timeoutChain({ imageBytes: 650_000_000 });

    it("gives every clock the sum of its shares", () => {
        assert.deepEqual(seconds(chain), {
            pull: 300,
            gate: 60 + 300 + (910 + 2 * 11) + 11 + 9,
            job: 60 + 300 + 610 + 300,
            deployment: 60 + 300 + 610 + 60,
            jobWait: 1_270 + 120,
            deploymentWait: 1_030 + 120,
            step: 1_312 + 1_390 + 1_150 + 600,
        });
    });

    it("names the shares", () => {
        assert.deepEqual(parts(chain.pull), [["pull", 300]]);
        assert.deepEqual(parts(chain.gate), [
            ["schedule", 60],
            ["pull", 300],
            ["recovery", 932],
            ["egress", 11],
            ["registry", 9],
        ]);
        const { gate, step, ...others } = timeoutChain({ imageBytes: 650_000_000, awaitsRole: true });
        assert.deepEqual(parts(gate), [["role", 600], ...parts(chain.gate)]);
        assert.equal(step.seconds, chain.step.seconds + 600);
        assert.deepEqual(others.job, chain.job);
        assert.deepEqual(parts(chain.job), [
            ["schedule", 60],
            ["pull", 300],
            ["recovery", 610],
            ["run", 300],
        ]);
        assert.deepEqual(parts(chain.deployment), [
            ["schedule", 60],
            ["pull", 300],
            ["recovery", 610],
            ["start", 60],
        ]);
        assert.deepEqual(parts(chain.jobWait), [
            ["job", 1_270],
            ["wait", 120],
        ]);
        assert.deepEqual(parts(chain.deploymentWait), [
            ["deployment", 1_030],
            ["wait", 120],
        ]);
        const waits = [
            ["gate", 1_312],
            ["jobWait", 1_390],
            ["deploymentWait", 1_150],
        ];
        assert.deepEqual(parts(chain.step), [...waits, ["reserve", 600]]);
    });

    it("explains its shares with the numbers that they come from", () => {
        const reasons = chain.gate.shares.map((share) => share.reason);
        assert.match(reasons[1] ?? "", /^650 MB on a normal network/);
        assert.equal(
            reasons[2],
            "five back-offs (310 s) and 2 stalled downloads of 300 s and 11 s for starting over, at 100 nodes",
        );
        assert.equal(reasons[3], "100 nodes sharing the 6250 MB/s of the registry in their region");
        assert.equal(reasons[4], "100 nodes pulling 10 layers, at 10000 reads a minute of one identity");
        assert.equal(chain.job.shares[2]?.reason, "five back-offs (310 s) and 1 stalled download of 300 s, at 1 node");
    });

    it("gives the gate the recovery of its nodes, the Deployment that of its replicas, the Job that of one node", () => {
        const { gate, job, deployment } = timeoutChain({ imageBytes: 650_000_000, nodes: 1_000, replicas: 20 });
        const recovery = [gate, job, deployment].map((clock) => clock.shares[2]);
        assert.deepEqual(
            recovery.map((share) => [share?.name, share?.seconds]),
            [
                ["recovery", 1_210 + 3 * 104],
                ["recovery", 610],
                ["recovery", 910],
            ],
        );
        assert.match(recovery[2]?.reason ?? "", /at 20 replicas$/);
    });

    it("takes defaults for what is undefined", () => {
        const undefinedShape = { network: undefined, nodes: undefined, layers: undefined, replicas: undefined };
        assert.deepEqual(timeoutChain({ imageBytes: 650_000_000, ...undefinedShape, runSeconds: undefined }), chain);
    });
});

describe("every chain", () => {
    it("has clocks that are longer than what they wait for", () => {
        fc.assert(
            fc.property(shapes, (shape) => {
                const { pull, gate, job, deployment, jobWait, deploymentWait, step } = seconds(timeoutChain(shape));
                assert.ok(pull < Math.min(gate, job, deployment));
                assert.ok(job < jobWait && deployment < deploymentWait);
                assert.ok(gate + jobWait + deploymentWait < step);
                assert.ok(job > pull + (shape.runSeconds ?? 300));
            }),
        );
    });

    it("counts whole seconds, each clock the sum of positive shares with a reason", () => {
        fc.assert(
            fc.property(shapes, (shape) => {
                const chain = timeoutChain(shape);
                for (const name of CLOCKS) {
                    const { seconds: total, shares } = chain[name];
                    assert.ok(Number.isInteger(total));
                    assert.equal(
                        total,
                        shares.reduce((sum, share) => sum + share.seconds, 0),
                    );
                    assert.ok(shares.every((share) => share.seconds > 0 && share.reason.length > 10));
                }
            }),
        );
    });

    it("never gets shorter when size, nodes, layers or replicas grow, or the network is slow", () => {
        fc.assert(
            fc.property(derivedShapes, derivedShapes, (a, b) => {
                const larger = {
                    ...a,
                    imageBytes: Math.max(a.imageBytes, b.imageBytes),
                    nodes: Math.max(a.nodes ?? 100, b.nodes ?? 100),
                    layers: Math.max(a.layers ?? 10, b.layers ?? 10),
                    replicas: Math.max(a.replicas ?? 1, b.replicas ?? 1),
                    network: Network.Slow,
                };
                const [small, large] = [seconds(timeoutChain(a)), seconds(timeoutChain(larger))];
                assert.ok(
                    CLOCKS.every((name) => small[name] <= large[name]),
                    JSON.stringify({ small, large }),
                );
            }),
        );
    });

    it("is never shorter than the pull that its size needs", () => {
        fc.assert(
            fc.property(derivedShapes, (shape) => {
                const least = pullSeconds(shape.imageBytes, shape);
                assert.ok(Object.values(seconds(timeoutChain(shape))).every((value) => value >= least));
            }),
        );
    });
});
