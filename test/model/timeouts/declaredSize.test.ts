import assert from "node:assert/strict";
import { declaredFault } from "../../../model/timeouts/declaredSize";

const MB = 1_000_000;

describe("a declared size", () => {
    it("may be 10 % off where the timeout is the same, and not a byte more", () => {
        for (const declared of [900 * MB, 990 * MB]) {
            assert.equal(declaredFault(900 * MB, declared), undefined);
        }
        assert.equal(declaredFault(900 * MB, 810 * MB), undefined);
        assert.match(
            declaredFault(900 * MB, 810 * MB - 1) ?? "",
            /^it is declared as 810 MB and is really 900 MB: 10 % apart, at most 10 % is accepted; declare 900 MB$/,
        );
        assert.match(declaredFault(900 * MB, 990 * MB + 1) ?? "", /10 % apart/);
    });
});
