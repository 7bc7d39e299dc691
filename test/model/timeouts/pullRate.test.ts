import assert from "node:assert/strict";
import fc from "fast-check";
import type { Fault } from "../../../model/fault";
import { type PaceArgs, parsePullRate, readPace } from "../../../model/timeouts/pullRate";
import { Network, pullReason, pullSeconds } from "../../../model/timeouts/pullTime";

describe("parsePullRate", () => {
    for (const [text, bytesPerSecond] of [
        ["9MB/s", 9_000_000],
        ["1.5 GB / s", 1_500_000_000],
        ["900kB/s", 900_000],
        ["8MiB/s", 8 * 1024 ** 2],
    ] as const) {
        it(`reads ${text}`, () => assert.equal(parsePullRate(text), bytesPerSecond));
    }

    for (const text of ["", "9", "9MB", "MB/s", "9MB/min", "9Mbps", "-1MB/s", "0MB/s", "/s"]) {
        it(`refuses ${JSON.stringify(text)}, and shows how to write it`, () => {
            const expected = `pull rate ${JSON.stringify(text)} is not a rate; write it as 9MB/s, 1.5GB/s or 900kB/s`;
            assert.throws(() => parsePullRate(text), { message: expected });
        });
    }
});

describe("readPace", () => {
    it("takes the table's time where nothing is given", () => {
        assert.deepEqual(read({}), { pace: { network: undefined }, faults: [] });
    });

    it("reads a rate in the place of the network", () => {
        assert.deepEqual(read({ pullRate: "2MB/s" }), { pace: { bytesPerSecond: 2_000_000 }, faults: [] });
    });

    it("refuses both together, naming both values", () => {
        const { faults } = read({ network: Network.Slow, pullRate: "2MB/s" });
        const reason = '"2MB/s" is measured, so network slow says nothing more; leave out one of the two';
        assert.deepEqual(faults, [{ property: "pullRate", reason }]);
    });

    it("refuses what is not a rate by its property", () => {
        assert.deepEqual(
            read({ pullRate: "fast" }).faults.map(({ property }) => property),
            ["pullRate"],
        );
    });
});

describe("a measured pull rate", () => {
    it("lengthens the pull timeout, and says so", () => {
        assert.equal(pullSeconds(650_000_000, { bytesPerSecond: 1_000_000 }), 650);
        assert.equal(pullReason(650_000_000, { bytesPerSecond: 1_000_000 }), "650 MB at the measured 1 MB/s");
    });

    it("never shortens what the table allows", () => {
        const sizes = fc.integer({ min: 1, max: 20e9 });
        const rates = fc.integer({ min: 1, max: 1e9 });
        fc.assert(
            fc.property(sizes, rates, (bytes, bytesPerSecond) => {
                const seconds = pullSeconds(bytes, { bytesPerSecond });
                assert.ok(seconds >= pullSeconds(bytes));
                assert.ok(seconds * bytesPerSecond >= bytes);
                assert.ok(Number.isInteger(seconds));
            }),
        );
    });
});

function read(args: PaceArgs) {
    const faults: Fault[] = [];
    return { pace: readPace(faults, args), faults };
}
