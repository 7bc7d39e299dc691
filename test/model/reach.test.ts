import assert from "node:assert/strict";
import fc from "fast-check";
import { reachOf } from "../../model/reach";

describe("where addresses belong to", () => {
    it("is a network of one's own, the internet, or both", () => {
        assert.equal(reachOf(["10.1.2.3", "fd00::1"]), "private");
        assert.equal(reachOf(["20.61.7.9", "2603:1030:8:5::1"]), "public");
        assert.equal(reachOf(["10.1.2.3", "20.61.7.9"]), "mixed");
    });

    it("is the same for an address of IPv4 that is written as one of IPv6", () => {
        fc.assert(
            fc.property(fc.ipV4(), fc.constantFrom("64:ff9b::", "64:ff9b:1::", "::ffff:"), (address, prefix) => {
                assert.equal(reachOf([`${prefix}${address}`]), reachOf([address]));
            }),
        );
        // As DNS64 adds it: https://www.rfc-editor.org/rfc/rfc6052#section-2.4
        assert.equal(reachOf(["20.61.7.9", "64:ff9b::143d:709"]), "public");
    });
});
