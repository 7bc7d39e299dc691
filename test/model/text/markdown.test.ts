import assert from "node:assert/strict";
import fc from "fast-check";
import { markdownCode, markdownTable } from "../../../model/text/markdown";
import { plainText } from "../../../model/text/plain";
import { anyText } from "../../support/anyText";

/** What a reader sees of code: without the tags, and each sign that was written as its number. */
function shown(code: string): string {
    const [, inside = ""] = /^<code>(.*)<\/code>$/s.exec(code) ?? assert.fail(code);
    return inside.replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)));
}

describe("text of others as code in Markdown", () => {
    it("has the signs that images, paths and counts are made of, as they are", () => {
        assert.equal(markdownCode("registry.example/web=1,2 …"), "<code>registry.example/web=1,2 …</code>");
    });

    it("has every sign that means something to Markdown, HTML or GitHub as its number", () => {
        assert.equal(markdownCode("a|b"), "<code>a&#124;b</code>");
        for (const sign of "|<>&@#`*_~[]()!\\:\"'{}+") {
            assert.equal(markdownCode(sign), `<code>&#${sign.charCodeAt(0)};</code>`);
        }
        assert.equal(markdownCode("\u{1F433}"), "<code>&#128051;</code>");
    });

    it("shows the text, on one line, and nothing in it ends the code", () => {
        fc.assert(
            fc.property(fc.oneof(anyText(), fc.string()), (text) => {
                const code = markdownCode(text);
                assert.equal(shown(code), plainText(text, 2_000));
                assert.match(code, /^<code>[\p{L}\p{N} .,/=…&#;-]*<\/code>$/u);
            }),
        );
    });

    it("is cut where it is longer than a summary can hold", () => {
        assert.equal(shown(markdownCode("x".repeat(2_000))), "x".repeat(2_000));
        assert.equal(shown(markdownCode("x".repeat(2_001))), `${"x".repeat(1_999)}…`);
    });
});

describe("a table in Markdown", () => {
    it("has its head, a line below it, and its rows", () => {
        const table = markdownTable(
            ["image", "nodes"],
            [
                ["web", "3"],
                ["job", "**12**"],
            ],
        );
        assert.equal(table, "| image | nodes |\n| --- | --- |\n| web | 3 |\n| job | **12** |\n");
    });

    it("of no rows is its head alone", () => {
        assert.equal(markdownTable(["image"], []), "| image |\n| --- |\n");
    });
});
