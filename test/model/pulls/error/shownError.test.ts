// What is shown of an error that is too long: its beginning and the words that decided, each cut marked.
import assert from "node:assert/strict";
import { shownError } from "../../../../model/pulls/error/shown";

const DENIED = "unexpected status: 401 Unauthorized";
const words = (count: number) => "word ".repeat(count).trim();

describe("an error that is", () => {
    it("as long as there is room is shown whole, and one character longer is not", () => {
        const text = `${words(30)}: ${DENIED}`;
        assert.equal(shownError(text, text.length), text);
        const cut = shownError(text, text.length - 1);
        assert.match(cut, /^word .* … .*401 Unauthorized$/);
        assert.ok(cut.length < text.length);
    });

    it("not understood is shown with its beginning and its end", () => {
        const shown = shownError(`the first words, ${words(60)}, the last words`, 100);
        assert.match(shown, /^the first words,.*….*, the last words$/);
        assert.equal(shown.length, 100);
    });
});

describe("of a long error that is understood", () => {
    it("the beginning and the words that decided are shown, with what stands before them", () => {
        const shown = shownError(`the start of it ${words(60)}: failed to authorize: ${DENIED}`, 120);
        assert.match(shown, /^the start of it .{0,20} … .*: failed to authorize: unexpected status: 401 Unauthorized$/);
        assert.ok(shown.length > 110 && shown.length <= 120, `${shown.length}`);
    });

    it("what follows the words that decided is marked as left out", () => {
        const shown = shownError(`failed to authorize: ${DENIED}: ${words(60)}`, 120);
        assert.match(shown, /^failed to authorize: unexpected status: 401 Unauthorized: w.* …$/);
        assert.ok(!shown.slice(0, -2).includes("…"), "nothing is left out before");
    });

    it("two errors are shown in their order, whichever decided", () => {
        const timeout = "failed to do request: dial tcp 10.1.0.5:443: i/o timeout";
        const denied = `failed to authorize: ${DENIED}`;
        const of = (...errors: string[]) => shownError(`[${errors.join(` ${words(60)}, `)} ${words(60)}]`, 200);
        assert.match(of(timeout, denied), /i\/o timeout.* … .*status: 401/);
        assert.match(of(denied, timeout), /status: 401.* … .*i\/o timeout/);
    });

    it("two of three errors are shown", () => {
        const errors = ["i/o timeout", "connection refused", "no such host"].map(
            (end, index) =>
                `failed to do request: Head "https://r${index}.example/v2/": dial tcp 10.1.0.${index}:443: ${end}`,
        );
        const shown = shownError(`[${errors.map((error) => `${error} ${words(40)}`).join(", ")}]`, 250);
        assert.equal(
            errors.filter((_, index) => shown.includes(["timeout", "refused", "such host"][index] ?? "")).length,
            2,
        );
    });

    it("words that decided and are too long themselves are shown from their beginning", () => {
        const text = `${words(40)}: x509: certificate signed by unknown authority ${words(5)}`;
        assert.match(shownError(text, 30), /^word +… signed by unknown.* …$/);
        assert.match(shownError(text, 60), /^word.* … .*signed by unknown authority wor.* …$/);
    });

    it("no character is cut in two", () => {
        for (const count of [57, 58, 59, 60]) {
            const shown = shownError(`${"😀".repeat(count)} failed to authorize: ${DENIED} ${"😀".repeat(60)}`, 100);
            assert.doesNotMatch(shown, /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
            assert.match(shown, /😀.*401 Unauthorized/u);
        }
    });
});
