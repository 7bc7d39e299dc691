import assert from "node:assert/strict";
import { duration, printedProgress } from "../../../platform/kubernetes/progress";

function recorded(isTTY: boolean) {
    let written = "";
    let now = 0;
    const stream = {
        isTTY,
        columns: 20,
        write: (text: string) => {
            written += text;
        },
    };
    const progress = printedProgress(stream, () => now);
    return {
        progress,
        text: () => written,
        advance: (milliseconds: number) => {
            now += milliseconds;
        },
    };
}

describe("progress on a terminal", () => {
    it("overwrites a running line, and keeps a finished one", () => {
        const { progress, text } = recorded(true);
        progress.running("1 s");
        progress.running("2 s");
        progress.done("built");
        const clear = "\r\u001b[2K";
        assert.equal(text(), `${clear}1 s${clear}2 s${clear}built\n`);
    });

    it("never writes a running line that wraps, because it could not be overwritten", () => {
        const { progress, text } = recorded(true);
        progress.running("x".repeat(50));
        assert.ok(text().endsWith("x".repeat(19)));
        assert.equal(text().match(/x/g)?.length, 19);
    });
});

describe("progress in a log", () => {
    it("repeats a running line once a minute, without control characters", () => {
        const { progress, text, advance } = recorded(false);
        progress.running("1 s");
        advance(59_000);
        progress.running("60 s");
        advance(1_000);
        progress.running("61 s");
        progress.done("built");
        assert.equal(text(), "1 s\n61 s\nbuilt\n");
    });
});

describe("a duration", () => {
    it("is in seconds below a minute, and in minutes and seconds above", () => {
        assert.deepEqual(
            [0, 900, 59_000, 60_000, 185_000].map((each) => duration(each)),
            ["0 s", "1 s", "59 s", "1m00s", "3m05s"],
        );
    });
});
