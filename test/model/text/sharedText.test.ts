import assert from "node:assert/strict";
import fc from "fast-check";
import { sharedText } from "../../../model/text/sharedText";

describe("what two texts share", () => {
    it("is all but names, identifiers, times and counts", () => {
        const text = (pod: string, id: string, port: number, times: number) =>
            `sandbox "${id}" of ${pod}: dial tcp 10.0.0.4:${port}: no route (${times} times, 1.5s)`;
        const one = sharedText(text("web-a", "4f7c1a0b9f6d", 41_000, 12), ["web-a"]);
        const other = sharedText(text("web-b", "0a1b2c3d4e5f", 52_111, 900), ["web-b"]);
        assert.equal(one, other);
        assert.notEqual(one, sharedText("dial tcp 10.0.0.4:443: connection refused", []));
    });

    it("is the same after any time, in seconds and in milliseconds", () => {
        const after = (time: string) => sharedText(`no answer after ${time}, again`, []);
        assert.deepEqual(["12s", "250ms", "1.5s", "7"].map(after), Array(4).fill("no answer after #, again"));
    });

    it("keeps words apart, whatever numbers stand around them", () => {
        const word = fc.constantFrom("gremlins", "moonlight", "timeout", "refused");
        fc.assert(
            fc.property(word, word, fc.nat(), fc.nat(), (a, b, m, n) => {
                assert.equal(sharedText(`${m} ${a} ${n}`, []) === sharedText(`${n} ${b} ${m}`, []), a === b);
            }),
        );
    });
});
