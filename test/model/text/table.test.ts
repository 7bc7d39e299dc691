import assert from "node:assert/strict";
import fc from "fast-check";
import { plainLine, tableText, WIDTH } from "../../../model/text/table";

/** A table's lines; its text ends with the last of them. */
function linesOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
    const text = tableText(head, rows);
    assert.ok(text.endsWith("\n") && !text.endsWith("\n\n"));
    return text.slice(0, -1).split("\n");
}

describe("a table of a terminal", () => {
    it("has columns as wide as their widest cell or title, two spaces apart", () => {
        const rows = [
            ["local-node", "1", "pulling"],
            ["b", "1,000", ""],
        ];
        assert.deepEqual(linesOf(["NODE", "PODS", "STATE"], rows), [
            "NODE        PODS   STATE",
            "local-node  1      pulling",
            "b           1,000",
        ]);
    });

    it("has nothing where a row has fewer cells", () => {
        assert.deepEqual(linesOf(["NODE", "STATE"], [["a"], ["local-node", "pulling"]]), [
            "NODE        STATE",
            "a",
            "local-node  pulling",
        ]);
    });

    it("without rows is its head", () => {
        assert.deepEqual(linesOf(["NODE", "STATE"], []), ["NODE  STATE"]);
    });

    it("has one line a cell, whatever comes from a cluster", () => {
        assert.deepEqual(linesOf(["NODE", "TEXT"], [["a\u001b[31m", "no\r\nroute\u0007"]]), [
            "NODE  TEXT",
            "a     no route",
        ]);
    });

    it("wraps its last column between words, within 100 columns", () => {
        const words = "word ".repeat(60).trim();
        const lines = linesOf(["NODE", "CAUSE"], [["local-node", words]]);
        assert.deepEqual(
            lines
                .slice(1)
                .map((line) => line.slice(12))
                .join(" "),
            words,
        );
        const widths = lines.slice(1).map((line) => line.length);
        assert.ok(Math.max(...widths) <= WIDTH && Math.min(...widths.slice(0, -1)) > WIDTH - "word ".length - 2);
    });

    it("leaves its last column 20 columns where the others take all", () => {
        const lines = linesOf(["NAME", "CAUSE"], [["x".repeat(120), "one two three four five"]]);
        assert.deepEqual(
            lines.slice(1).map((line) => line.slice(122)),
            ["one two three four", "five"],
        );
    });

    it("loses no word of its last column and adds none", () => {
        const word = fc.stringMatching(/^[a-z]{1,15}$/);
        const cell = fc.array(word, { minLength: 1, maxLength: 40 });
        fc.assert(
            fc.property(fc.array(fc.tuple(word, cell), { minLength: 1, maxLength: 5 }), (rows) => {
                const lines = linesOf(
                    ["NAME", "CAUSE"],
                    rows.map(([name, words]) => [name, words.join(" ")]),
                );
                const found = lines.slice(1).flatMap((line) => line.split(/ +/).filter(Boolean));
                assert.deepEqual(found.sort(), rows.flatMap(([name, words]) => [name, ...words]).sort());
                assert.ok(lines.every((line) => line.length <= WIDTH && line === line.trimEnd()));
            }),
        );
    });
});

describe("a line of a cell", () => {
    it("is cut after 2,000 characters", () => {
        assert.equal(plainLine("x".repeat(2_000)).length, 2_000);
        assert.equal(plainLine("x".repeat(2_001)), `${"x".repeat(1_999)}…`);
    });
});
