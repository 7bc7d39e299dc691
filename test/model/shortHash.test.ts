// Short hashes: names depend on them, so they may never change.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { shortHash } from "../../model/shortHash";

describe("shortHash", () => {
    it("is the start of the SHA-256 of the text in UTF-8", () => {
        assert.equal(shortHash("abc"), "ba7816bf8f01");
        fc.assert(
            fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 64 }), (text, length) => {
                const expected = createHash("sha256").update(text, "utf8").digest("hex").slice(0, length);
                assert.equal(shortHash(text, length), expected);
            }),
        );
    });
});
