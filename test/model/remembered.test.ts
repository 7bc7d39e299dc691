import assert from "node:assert/strict";
import { remembered } from "../../model/remembered";

describe("a remembered result", () => {
    const counted = (most: number) => {
        const asked: string[] = [];
        const length = remembered(most, (text: string, more?: string) => {
            asked.push(text);
            return more === undefined ? undefined : text.length + more.length;
        });
        return { asked, length };
    };

    it("is computed once, even when it is undefined", () => {
        const { asked, length } = counted(10);
        assert.deepEqual(
            [length("a", "bc"), length("a", "bc"), length("d"), length("d")],
            [3, 3, undefined, undefined],
        );
        assert.deepEqual(asked, ["a", "d"]);
    });

    it("belongs to all arguments, and to where one ends", () => {
        const { length } = counted(10);
        assert.deepEqual([length("a b", "c"), length("a", "b c"), length("a"), length("a", "")], [4, 4, undefined, 1]);
    });

    it("is forgotten with the others when there would be too many", () => {
        const { asked, length } = counted(2);
        for (const text of ["a", "b", "a", "b", "c", "c", "a"]) {
            length(text);
        }
        assert.deepEqual(asked, ["a", "b", "c", "a"]);
    });
});
