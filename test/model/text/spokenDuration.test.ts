import assert from "node:assert/strict";
import { spokenDuration } from "../../../model/text/spokenDuration";

describe("a spoken duration", () => {
    it("is as precise as a reader needs it", () => {
        const spoken = [0, 119, 120, 7_199, 7_200, 172_799, 172_800].map(spokenDuration);
        assert.deepEqual(spoken, ["0 s", "119 s", "2 min", "119 min", "2 h", "47 h", "2 days"]);
    });
});
