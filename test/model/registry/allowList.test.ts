// The allow list: public addresses and ranges, each once.
import assert from "node:assert/strict";
import fc from "fast-check";
import { allowListFaults } from "../../../model/registry/allowList";
import { faultTexts } from "../../support/faultTexts";

/** Ranges in 203.0.112.0/20, without bits behind their prefixes. */
const ranges = fc.integer({ min: 20, max: 32 }).chain((bits) =>
    fc.integer({ min: 0, max: 2 ** (bits - 20) - 1 }).map((index) => {
        const address = (203 * 2 ** 24 + 112 * 2 ** 8 + index * 2 ** (32 - bits)) >>> 0;
        return { bits, text: [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".") };
    }),
);

describe("allowListFaults", () => {
    it("accepts every public range, and an address without a prefix", () => {
        fc.assert(
            fc.property(ranges, (range) => {
                assert.deepEqual(faultTexts(allowListFaults([`${range.text}/${range.bits}`])), []);
                assert.deepEqual(faultTexts(allowListFaults([range.text])), []);
            }),
        );
    });

    const refusals: [string, RegExp][] = [
        [
            "office",
            /^\[0\]: "office" is not an IPv4 address or CIDR range; expected such as 203.0.113.7 or 203.0.113.0\/24$/,
        ],
        ["203.0.113.0/33", /is not an IPv4 address or CIDR range/],
        ["203.0.113.0/24/1", /is not an IPv4 address or CIDR range/],
        ["203.0.113", /is not an IPv4 address or CIDR range/],
        ["2603:1020::/32", /is not an IPv4 address or CIDR range/],
        ["0.0.0.0/0", /lets everybody in; name the addresses that push$/],
        ["10.1.0.0/16", /is private; the registry sees public addresses only, so give the one behind NAT$/],
        ["127.0.0.1", /is loopback/],
        ["100.64.0.1", /is carrierGradeNat/],
        ["203.0.113.9/24", /has bits set behind its prefix; the range that holds it is 203.0.113.0\/24$/],
    ];
    for (const [entry, expected] of refusals) {
        it(`refuses ${entry}`, () => {
            const [fault = "", ...more] = faultTexts(allowListFaults([entry]));
            assert.match(fault, expected);
            assert.deepEqual(more, []);
        });
    }

    it("reports every entry, and one that is there twice", () => {
        assert.equal(faultTexts(allowListFaults(["office", "home"])).length, 2);
        assert.deepEqual(faultTexts(allowListFaults(["203.0.113.9", "203.0.113.9"])), [
            '[1]: "203.0.113.9" is there twice',
        ]);
    });

    it("has 100 entries at most, as the service takes", () => {
        const entries = (count: number) => Array.from({ length: count }, (_, index) => `20.1.2.${index}`);
        assert.deepEqual(allowListFaults(entries(100)), []);
        assert.deepEqual(faultTexts(allowListFaults(entries(101))), [
            "there are 101; a registry takes 100 at most, so give ranges",
        ]);
    });
});
