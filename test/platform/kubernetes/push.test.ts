import assert from "node:assert/strict";
import { PushError } from "../../../platform/kubernetes/push";

describe("an image that a registry did not take", () => {
    it("says who refused what", () => {
        const { message, mayNot } = new PushError("acr1.azurecr.io", "sample", { status: 401, reason: "Unauthorized" });
        assert.equal(message, "The image could not be pushed to acr1.azurecr.io/sample: HTTP 401 Unauthorized");
        assert.equal(mayNot, true);
    });

    it("needs no other rights when the registry had no answer, or another fault", () => {
        const silent = new PushError("acr1.azurecr.io", "sample", { reason: "no such host" });
        assert.equal(silent.message, "The image could not be pushed to acr1.azurecr.io/sample: no such host");
        assert.equal(silent.mayNot, false);
        assert.equal(new PushError("r.io", "a", { status: 500, reason: "oops" }).mayNot, false);
    });
});
