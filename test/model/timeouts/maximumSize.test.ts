import assert from "node:assert/strict";
import { overMaximum } from "../../../model/timeouts/maximumSize";
import { imageOf } from "../../support/image";

const MB = 1_000_000;

describe("the largest size that is accepted", () => {
    const image = imageOf("linux/amd64", 300 * MB);

    it("is exceeded by the first byte more, and says by how much", () => {
        assert.equal(overMaximum(image, 300 * MB), undefined);
        assert.equal(overMaximum(image, 250 * MB), "linux/amd64 is 300 MB, 50 MB over the maximum of 250 MB");
    });
});
