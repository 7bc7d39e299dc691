import assert from "node:assert/strict";
import fc from "fast-check";
import { choiceFaults } from "../../../model/text/choice";

const COLOURS = { Red: "red", Blue: "blue", Green: "green" };

describe("a property that must be one of some choices", () => {
    it("is right with each of them, and where it is left out", () => {
        for (const value of ["red", "blue", "green", undefined]) {
            assert.deepEqual(choiceFaults("colour", value, COLOURS), []);
        }
    });

    it("is refused with its name, what was given, and all that is accepted", () => {
        const reason = '"Red" is not accepted; expected red or blue or green';
        assert.deepEqual(choiceFaults("colour", "Red", COLOURS), [{ property: "colour", reason }]);
    });

    it("is refused with anything else, a key of the choices or nothing at all", () => {
        fc.assert(
            fc.property(fc.oneof(fc.string(), fc.constantFrom("Red", "", "reds", "toString")), (value) => {
                const accepted = Object.values(COLOURS).includes(value);
                assert.equal(choiceFaults("colour", value, COLOURS).length, accepted ? 0 : 1);
            }),
        );
    });
});
