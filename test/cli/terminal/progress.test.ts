import assert from "node:assert/strict";
import { progressLine } from "../../../cli/terminal/progress";

const CLEAR = "\u001b[2K\u001b[1A\u001b[2K\u001b[G";

function recorded(isTTY: boolean, columns: number) {
    const written: string[] = [];
    const stream = { isTTY, columns, write: (text: string) => written.push(text) };
    return { text: () => written.join(""), line: progressLine(stream as unknown as NodeJS.WriteStream, 60_000) };
}

describe("a progress line", () => {
    it("is rewritten on a terminal, and gone before the answer, also on one that does not tell its size", () => {
        for (const columns of [80, 0]) {
            const { text, line } = recorded(true, columns);
            line.show("reading\n1");
            line.show("reading 1");
            line.show("reading 2");
            line.clear();
            assert.equal(text(), `reading 1\n${CLEAR}reading 2\n${CLEAR}`);
        }
    });

    it("is written now and then to a log, without control characters", () => {
        const { text, line } = recorded(false, 80);
        line.show("reading 1");
        line.show("reading 2");
        line.clear();
        assert.equal(text(), "reading 1\n");
    });
});
