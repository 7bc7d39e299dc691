// Durations on the command line.
import assert from "node:assert/strict";
import { InvalidArgumentError } from "commander";
import { durationSeconds } from "../../../cli/options/duration";

describe("durationSeconds", () => {
    const durations: [string, number][] = [
        ["90", 90],
        ["90s", 90],
        ["5m", 300],
        ["1h30m", 5_400],
        ["1h 30m", 5_400],
        ["1.5m", 90],
        ["1.2s", 2],
        ["2 min", 120],
        ["1d", 86_400],
    ];
    for (const [text, seconds] of durations) {
        it(`reads ${JSON.stringify(text)} as ${seconds} s`, () => {
            assert.equal(durationSeconds(text), seconds);
        });
    }

    for (const text of ["", "0", "0s", "-5m", "5 apples", "5m apples", "m", "1e3", "100ms", "1.5"]) {
        it(`refuses ${JSON.stringify(text)}`, () => {
            assert.throws(() => durationSeconds(text), InvalidArgumentError);
        });
    }
});
