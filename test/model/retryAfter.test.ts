import assert from "node:assert/strict";
import fc from "fast-check";
import { pauseSeconds, retryAfterSeconds } from "../../model/retryAfter";

const NOW = Date.parse("2026-11-30T12:00:00Z");

describe("the header Retry-After", () => {
    it("has seconds, a date, or a moment as Docker Hub gives it", () => {
        for (const [header, seconds] of [
            ["17", 17],
            ["Mon, 30 Nov 2026 12:00:09 GMT", 9],
            [String(NOW / 1_000 + 300), 300],
            ["Fri, 31 Dec 1999 23:59:59 GMT", undefined],
            ["0", undefined],
            ["soon", undefined],
            ["", undefined],
        ] as const) {
            assert.equal(retryAfterSeconds(header, NOW), seconds, header);
        }
    });

    it("is waited for as it says, and else twice as long each time", () => {
        const pauses = [1, 2, 3, 4].map((tries) => pauseSeconds({ tries, waitedSeconds: 0 }, "", NOW));
        assert.deepEqual(pauses, [1, 2, 4, undefined]);
        assert.equal(pauseSeconds({ tries: 1, waitedSeconds: 0 }, "17", NOW), 17);
    });

    it("is not waited for where it asks for more patience than there is", () => {
        assert.equal(pauseSeconds({ tries: 1, waitedSeconds: 0 }, "91", NOW), undefined);
        assert.equal(pauseSeconds({ tries: 2, waitedSeconds: 60 }, "31", NOW), undefined);
    });

    it("never holds anybody up for longer than a minute and a half", () => {
        fc.assert(
            fc.property(fc.infiniteStream(fc.oneof(fc.nat({ max: 120 }).map(String), fc.string())), (headers) => {
                let waitedSeconds = 0;
                let tries = 1;
                for (const header of headers) {
                    const seconds = pauseSeconds({ tries, waitedSeconds }, header, NOW);
                    if (seconds === undefined) {
                        break;
                    }
                    assert.ok(seconds > 0);
                    waitedSeconds += seconds;
                    tries += 1;
                }
                assert.ok(tries <= 4 && waitedSeconds <= 90);
            }),
        );
    });
});
