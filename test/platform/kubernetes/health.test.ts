import assert from "node:assert/strict";
import { type Check, isReady, waitFor } from "../../../platform/kubernetes/health";

function check(answers: boolean[]): Check & { asked: number } {
    return {
        program: "no-such-program",
        name: "the thing answers",
        asked: 0,
        async works() {
            this.asked += 1;
            return answers.shift() ?? false;
        },
    };
}

describe("waiting for a part of the platform", () => {
    it("ends when it works", async () => {
        const waited = check([false, false, true]);
        await waitFor(waited, { isRunning: () => true });
        assert.equal(waited.asked, 3);
    });

    it("gives up immediately when its process has ended, naming its log", async () => {
        const waited = check([]);
        await assert.rejects(
            waitFor(waited, { isRunning: () => false }),
            /the thing answers: no-such-program has ended\.\n.*no-such-program\.log/,
        );
        assert.equal(waited.asked, 1);
    });

    it("gives up when the time is over, saying how long that was", async () => {
        await assert.rejects(waitFor(check([]), { withinMs: 0, isRunning: () => true }), /not within 0 s/);
    });
});

describe("a node", () => {
    const node = (type: string, status: string) => ({ status: { conditions: [{ type, status }] } });

    it("is Ready by its condition, and by no other", () => {
        assert.equal(isReady(node("Ready", "True")), true);
        assert.equal(isReady(node("Ready", "Unknown")), false);
        assert.equal(isReady(node("DiskPressure", "True")), false);
        assert.equal(isReady({}), false);
    });
});
