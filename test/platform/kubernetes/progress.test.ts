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
        progress.running("3 s");
        const clear = "\u001b[2K\u001b[1A\u001b[2K\u001b[G";
        assert.equal(text(), `1 s\n${clear}2 s\n${clear}built\n3 s\n`);
    });

    it("writes a running line in one row", () => {
        const { progress, text } = recorded(true);
        progress.running("x".repeat(50));
        assert.equal(text(), `${"x".repeat(20)}\n`);
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
