import assert from "node:assert/strict";
import fc from "fast-check";
import { durationSeconds, goDurationSeconds, spokenDuration } from "../../../model/text/durations";

describe("a duration of Go", () => {
    it("is read with all of its units", () => {
        assert.equal(goDurationSeconds("1.466729067s"), 1.466729067);
        assert.equal(goDurationSeconds("3m53.35s"), 233.35);
        assert.equal(goDurationSeconds("1h2m0s"), 3_720);
        assert.equal(goDurationSeconds("50ms"), 0.05);
        assert.equal(goDurationSeconds("0s"), 0);
        for (const micro of ["250us", "250µs", "250μs"]) {
            assert.equal(goDurationSeconds(micro), 250e-6, micro);
        }
        assert.equal(goDurationSeconds("12ns"), 12e-9);
    });

    it("is nothing else", () => {
        for (const text of ["", "5", "s", "1.s", ".5s", "5 s", "-5s", "5d", "1h 2m", "5s!", "about 5s", "5S"]) {
            assert.equal(goDurationSeconds(text), undefined, text);
        }
    });

    it("is the sum of its parts", () => {
        const part = fc.nat({ max: 59 });
        fc.assert(
            fc.property(fc.nat({ max: 9_999 }), part, part, (hours, minutes, seconds) => {
                const expected = hours * 3_600 + minutes * 60 + seconds;
                assert.equal(goDurationSeconds(`${hours}h${minutes}m${seconds}s`), expected);
            }),
        );
    });
});

describe("a duration that a person writes", () => {
    it("is whole seconds, rounded up", () => {
        const written = [
            "90",
            " 90 ",
            " 90s ",
            "90 sec",
            "5m",
            "5 min",
            "1h30m",
            "1h 30m",
            "1.5h",
            "2d",
            "0.2s",
            "1.001s",
            "0m1s",
        ];
        const seconds = [90, 90, 90, 90, 300, 300, 5_400, 5_400, 5_400, 172_800, 1, 2, 1];
        assert.deepEqual(written.map(durationSeconds), seconds);
    });

    it("is refused where it is none, or none that could be waited for", () => {
        const wrong = [
            "",
            " ",
            "0",
            "0s",
            "0h0m",
            "-5m",
            "5m30",
            "5m apples",
            "about 5m",
            "5 apples",
            "1..5s",
            ".5s",
            "5w",
            "1e3s",
        ];
        for (const text of wrong) {
            assert.throws(
                () => durationSeconds(text),
                /must be a duration of at least 1s, such as 90s, 5m or 1h30m/,
                text,
            );
        }
    });
});

describe("a spoken duration", () => {
    it("is as precise as a reader needs it", () => {
        const spoken = [0, 119, 120, 7_199, 7_200, 172_799, 172_800].map(spokenDuration);
        assert.deepEqual(spoken, ["0 s", "119 s", "2 min", "119 min", "2 h", "47 h", "2 days"]);
    });
});
