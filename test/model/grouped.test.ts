import assert from "node:assert/strict";
import fc from "fast-check";
import { grouped } from "../../model/grouped";

describe("grouped", () => {
    it("loses nothing, and keeps the order of groups and of their members", () => {
        fc.assert(
            fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat())), (items) => {
                const groups = grouped(items, ([key]) => key);
                assert.deepEqual([...groups.keys()], [...new Set(items.map(([key]) => key))]);
                for (const [wanted, members] of groups) {
                    assert.deepEqual(
                        members,
                        items.filter(([key]) => key === wanted),
                    );
                }
            }),
        );
    });
});
