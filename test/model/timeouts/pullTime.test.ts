// Pull times by size: the rows of the table, its boundaries, and what holds for every size.
import assert from "node:assert/strict";
import fc from "fast-check";
import { expectedPullSeconds, Network, pullReason, pullSeconds } from "../../../model/timeouts/pullTime";

const MB = 1_000_000;
const GB = 1_000 * MB;

/** Whole bytes, with many sizes close to the boundaries of the table. */
const sizes = fc.oneof(
    fc.integer({ min: 1, max: 20 * GB }),
    fc
        .tuple(fc.constantFrom(200 * MB, 500 * MB, GB, 3.9 * GB, 10 * GB), fc.integer({ min: -2, max: 2 }))
        .map(([at, offset]) => at + offset),
);
const networks = fc.constantFrom(...Object.values(Network));

describe("pullSeconds", () => {
    const rows: { size: string; bytes: number; normal: number; slow: number }[] = [
        { size: "1 byte", bytes: 1, normal: 120, slow: 600 },
        { size: "199.99 MB", bytes: 199.99 * MB, normal: 120, slow: 600 },
        { size: "200 MB", bytes: 200 * MB, normal: 180, slow: 600 },
        { size: "500 MB less a byte", bytes: 500 * MB - 1, normal: 180, slow: 600 },
        { size: "500 MB", bytes: 500 * MB, normal: 300, slow: 600 },
        { size: "778 MB", bytes: 778 * MB, normal: 300, slow: 600 },
        { size: "1 GB", bytes: GB, normal: 300, slow: 600 },
        { size: "1 GB and a byte", bytes: GB + 1, normal: 600, slow: 1200 },
        { size: "3.87 GB", bytes: 3.87 * GB, normal: 600, slow: 1200 },
        { size: "3.9 GB", bytes: 3.9 * GB, normal: 660, slow: 1320 },
        { size: "10 GB", bytes: 10 * GB, normal: 1560, slow: 3120 },
        { size: "12 GB, which is 31 minutes to the second", bytes: 12 * GB, normal: 1860, slow: 3720 },
        { size: "1 TB", bytes: 1000 * GB, normal: 155_040, slow: 310_080 },
    ];
    for (const { size, bytes, normal, slow } of rows) {
        it(`gives ${size} ${normal} s, and ${slow} s on a slow network`, () => {
            assert.equal(pullSeconds(bytes, { network: Network.Normal }), normal);
            assert.equal(pullSeconds(bytes, { network: Network.Slow }), slow);
        });
    }

    it("never falls when the size grows", () => {
        fc.assert(
            fc.property(sizes, sizes, networks, (a, b, network) => {
                assert.ok(pullSeconds(Math.min(a, b), { network }) <= pullSeconds(Math.max(a, b), { network }));
            }),
        );
    });

    it("is at least what every assumption of the rate above 1 GB adds up to", () => {
        fc.assert(
            fc.property(fc.integer({ min: GB + 1, max: 1000 * GB }), (bytes) => {
                const megabytes = bytes / MB;
                assert.ok(pullSeconds(bytes) >= megabytes / 12.5 + megabytes / 40 + (3.1 * megabytes) / 64);
            }),
        );
    });
});

describe("expectedPullSeconds", () => {
    const rows: [number, number, number][] = [
        [100 * MB, 30, 60],
        [200 * MB, 60, 120],
        [500 * MB, 120, 300],
        [GB, 120, 300],
        [2 * GB, 300, 600],
        [10 * GB, 300, 1560],
    ];
    for (const [bytes, least, most] of rows) {
        it(`expects ${bytes} bytes in ${least} to ${most} s, and in twice that on a slow network`, () => {
            assert.deepEqual(expectedPullSeconds(bytes, { network: Network.Normal }), { least, most });
            assert.deepEqual(expectedPullSeconds(bytes, { network: Network.Slow }), {
                least: 2 * least,
                most: 2 * most,
            });
        });
    }

    it("never expects a healthy pull to reach its timeout", () => {
        fc.assert(
            fc.property(sizes, networks, (bytes, network) => {
                const { least, most } = expectedPullSeconds(bytes, { network });
                assert.ok(least < most && most <= pullSeconds(bytes, { network }));
            }),
        );
    });
});

describe("pullReason", () => {
    it("names the size, the network and what a healthy pull takes", () => {
        const expected = "650 MB on a normal network: a healthy pull of 500 MB to 1 GB takes 120-300 s";
        assert.equal(pullReason(650 * MB), expected);
    });

    it("has no upper end above 1 GB", () => {
        const expected = "4 GB on a slow network: a healthy pull of > 1 GB takes 600 s and up";
        assert.equal(pullReason(4 * GB, { network: Network.Slow }), expected);
    });
});
