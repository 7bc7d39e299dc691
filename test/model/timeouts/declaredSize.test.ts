import assert from "node:assert/strict";
import { declaredFault } from "../../../model/timeouts/declaredSize";
import { Network } from "../../../model/timeouts/pullTime";

const MB = 1_000_000;

describe("a declared size", () => {
    it("may be 10 % off where the timeout is the same, and not a byte more", () => {
        for (const declared of [810 * MB, 900 * MB, 990 * MB]) {
            assert.equal(declaredFault(900 * MB, declared), undefined);
        }
        assert.match(
            declaredFault(900 * MB, 810 * MB - 1) ?? "",
            /^it is declared as 810 MB and is really 900 MB: 10 % apart, at most 10 % is accepted; declare 900 MB$/,
        );
        assert.match(declaredFault(900 * MB, 600 * MB) ?? "", /: 33 % apart/);
        assert.match(declaredFault(900 * MB, 990 * MB + 1) ?? "", /10 % apart/);
    });

    it("is wrong where it leads to another timeout, however near it is", () => {
        assert.match(
            declaredFault(200 * MB, 199 * MB) ?? "",
            /declared as 199 MB and is really 200 MB: a pull timeout of 120 s where 180 s is right; declare 200 MB$/,
        );
        assert.equal(declaredFault(200 * MB, 199 * MB, Network.Slow), undefined);
    });
});
