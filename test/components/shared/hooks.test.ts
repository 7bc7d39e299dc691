import assert from "node:assert/strict";
import { hookName } from "../../../components/shared/hooks";

describe("the name of a hook", () => {
    it("is another for every component of one name, which may live under different parents", () => {
        const names = ["it", "it", "it", "other"].map((component) => hookName("a-gate", component));
        assert.deepEqual(names, ["a-gate:it", "a-gate:it:2", "a-gate:it:3", "a-gate:other"]);
    });
});
