import assert from "node:assert/strict";
import fc from "fast-check";
import { plainError, plainText } from "../../../model/text/plain";
import { anyText } from "../../support/anyText";

/** No half of a surrogate pair; strings say so themselves from ES2024. */
function isWellFormed(text: string): boolean {
    return !/\p{Cs}/u.test(text);
}

describe("plain text", () => {
    it("loses colours, cursor moves, window titles and links", () => {
        assert.equal(plainText("\u001b[1;31mnot\u001b[0m \u001b[2Kfound\u001b[?25l", 50), "not found");
        assert.equal(plainText("\u001b]0;owned\u0007a\u001b]8;;http://x\u001b\\b", 50), "ab");
    });

    it("is one line, without control characters and without marks that turn the direction of writing", () => {
        assert.equal(plainText("a\r\nb\tc\u0000d\u0085e", 50), "a b c d e");
        assert.equal(plainText("user\u202Egnp.exe\u2028end", 50), "user gnp.exe end");
    });

    it("has one space where there were several, and none around it", () => {
        assert.equal(plainText(" \u0000a  b \t c\u2028\u2029 ", 50), "a b c");
    });

    it("keeps what is only unusual", () => {
        assert.equal(plainText("Größe 5 µs → [ok] \u{1F433}", 50), "Größe 5 µs → [ok] \u{1F433}");
    });

    it("is cut at its end, an error in its middle, since wrapped errors have their cause last", () => {
        assert.equal(plainText("failed to pull: not found", 10), "failed to…");
        assert.equal(plainText("not found", 9), "not found");
        assert.equal(plainError("failed to pull and unpack: not found", 16), "faile… not found");
        assert.equal(plainError("not found", 9), "not found");
    });

    it("never keeps half of a character that needs two units", () => {
        assert.equal(plainText("ab\u{1F433}\u{1F433}", 4), "ab…");
        assert.ok(isWellFormed(plainError("\u{1F433}".repeat(9), 8)));
    });

    it("is short and clean whatever comes in", () => {
        fc.assert(
            fc.property(anyText(400), fc.integer({ min: 1, max: 100 }), (text, max) => {
                for (const plain of [plainText(text, max), plainError(text, max)]) {
                    assert.ok(plain.length <= max, `${plain.length} > ${max}`);
                    assert.doesNotMatch(plain, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
                    assert.ok(isWellFormed(plain));
                }
            }),
        );
    });

    it("does not change when it is cleaned again", () => {
        fc.assert(
            fc.property(anyText(400), (text) =>
                assert.equal(plainText(plainText(text, 100), 100), plainText(text, 100)),
            ),
        );
    });
});
