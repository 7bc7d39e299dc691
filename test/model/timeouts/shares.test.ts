// The shares of a clock that do not depend on the size: recovery and the registry's limit.
import assert from "node:assert/strict";
import fc from "fast-check";
import { egressSeconds, recoverySeconds, registrySeconds, toleratedStalls } from "../../../model/timeouts/shares";

const counts = fc.integer({ min: 1, max: 1_000_000 });

describe("recoverySeconds", () => {
    const rows: [number, number][] = [
        [1, 610],
        [2, 910],
        [100, 910],
        [101, 1210],
        [10_000, 1210],
        [10_001, 1510],
    ];
    for (const [nodes, seconds] of rows) {
        it(`is ${seconds} s for ${nodes} nodes`, () => {
            assert.equal(recoverySeconds(nodes), seconds);
        });
    }

    it("never falls when nodes are added", () => {
        fc.assert(
            fc.property(counts, counts, (a, b) => recoverySeconds(Math.min(a, b)) <= recoverySeconds(Math.max(a, b))),
        );
    });

    it("covers the kubelet's first five back-offs and every tolerated stall", () => {
        const backOffs = 10 + 20 + 40 + 80 + 160;
        fc.assert(fc.property(counts, (nodes) => recoverySeconds(nodes) === backOffs + 300 * toleratedStalls(nodes)));
    });
});

describe("registrySeconds", () => {
    const rows: [number, number, number][] = [
        [1, 1, 1],
        [100, 10, 9],
        [500, 16, 60],
        [5_000, 16, 600],
    ];
    for (const [nodes, layers, seconds] of rows) {
        it(`is ${seconds} s for ${nodes} nodes and ${layers} layers`, () => {
            assert.equal(registrySeconds(nodes, layers), seconds);
        });
    }

    it("leaves time for every request at the registry's rate, in whole seconds", () => {
        const few = fc.integer({ min: 1, max: 10_000 });
        fc.assert(
            fc.property(few, few, (nodes, layers) => {
                const seconds = registrySeconds(nodes, layers);
                assert.ok(Number.isInteger(seconds));
                assert.ok((seconds / 60) * 10_000 >= nodes * (layers + 4) - 1e-6);
            }),
        );
    });
});

describe("egressSeconds", () => {
    const rows: [number, number, number][] = [
        [1, 1, 1],
        [100, 1e9, 16],
        [5_000, 1e9, 800],
        [5_000, 10e9, 8_000],
    ];
    for (const [nodes, bytes, seconds] of rows) {
        it(`is ${seconds} s for ${nodes} nodes and ${bytes} bytes`, () => {
            assert.equal(egressSeconds(nodes, bytes), seconds);
        });
    }
});
