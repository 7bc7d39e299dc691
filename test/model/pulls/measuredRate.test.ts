import assert from "node:assert/strict";
import fc from "fast-check";
import { measuredRate, measuredRateText } from "../../../model/pulls/measuredRate";
import type { PullRecord } from "../../../model/pulls/statistics";
import { parsePullRate } from "../../../model/timeouts/pullRate";
import { pullSeconds } from "../../../model/timeouts/pullTime";

const MB = 1_000_000;

describe("measuredRate", () => {
    it("is the slowest of a few pulls, with a margin, waiting included", () => {
        const rate = measuredRate([pull(100, 10), pull(100, 20, 5), pull(100, 1)]);
        assert.deepEqual(rate, {
            pulls: 3,
            p50: 10 * MB,
            p99: 4 * MB,
            slowest: 4 * MB,
            basis: "slowest",
            pullRate: "2.6MB/s",
        });
    });

    it("is what 999 of 1,000 pulls reach, once there are so many", () => {
        const healthy = Array.from({ length: 999 }, (_, index) => pull(100, 10 + index / 1_000));
        const rate = measuredRate([...healthy, pull(100, 400)]);
        assert.equal(rate?.basis, "p99.9");
        assert.equal(rate?.slowest, 0.25 * MB);
        assert.equal(rate?.pullRate, "9MB/s");
    });

    it("leaves out small pulls, those without a size, and those that took no time", () => {
        const unknown = { ...pull(100, 10), bytes: undefined };
        assert.equal(measuredRate([pull(49, 100), pull(100, 0), unknown]), undefined);
        assert.equal(measuredRate([]), undefined);
    });

    it("gives a rate that can be declared, with a clock that every pull of a few meets", () => {
        const some = fc.array(
            fc.record({
                megabytes: fc.integer({ min: 50, max: 20_000 }),
                seconds: fc.integer({ min: 1, max: 20_000 }),
            }),
            {
                minLength: 1,
                maxLength: 200,
            },
        );
        fc.assert(
            fc.property(some, (pulls) => {
                const rate = measuredRate(pulls.map(({ megabytes, seconds }) => pull(megabytes, seconds)));
                const bytesPerSecond = parsePullRate(rate?.pullRate ?? "");
                for (const { megabytes, seconds } of pulls) {
                    assert.ok(pullSeconds(megabytes * MB, { bytesPerSecond }) >= seconds);
                }
            }),
        );
    });
});

describe("measuredRateText", () => {
    it("says what is behind the rate, and what more pulls would give", () => {
        const rate = measuredRate([pull(100, 10)]);
        assert.equal(
            rate && measuredRateText(rate),
            "1 pull of 50 MB and more: p50 10MB/s, p99 10MB/s, slowest 10MB/s\n" +
                "pullRate: 6.6MB/s (the slowest with a margin of 1.5: a 99.9th percentile needs 1,000 pulls)",
        );
        const many = measuredRate(Array.from({ length: 2_000 }, () => pull(100, 100)));
        assert.match(
            many ? measuredRateText(many) : "",
            /^2,000 pulls .*\npullRate: 1MB\/s \(999 of 1,000 pulls were at least as fast\)$/,
        );
    });
});

function pull(megabytes: number, seconds: number, waitingSeconds = 0): PullRecord {
    const where = { key: "", image: "", node: "", namespace: "", pod: "", at: 0 };
    return { ...where, seconds, waitingSeconds, bytes: megabytes * MB };
}
