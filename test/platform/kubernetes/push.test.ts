import assert from "node:assert/strict";
import { dockerEntry, PushError } from "../../../platform/kubernetes/push";

describe("a push to a registry", () => {
    it("signs in as Docker's configuration would, with a password or an identity token", () => {
        const password = dockerEntry({ kind: "password", username: "ci", password: "s3cret" });
        assert.deepEqual(JSON.parse(password), { username: "ci", password: "s3cret" });
        const token = dockerEntry({ kind: "refreshToken", token: "t0ken" });
        assert.deepEqual(JSON.parse(token), { identitytoken: "t0ken" });
    });

    it("that is refused says who refused what, and how to sign in", () => {
        const { message } = new PushError("acr1.azurecr.io", "sample", { status: 401, reason: "Unauthorized" });
        assert.match(
            message,
            /pushed to acr1\.azurecr\.io\/sample: HTTP 401 Unauthorized; .*az acr login --name acr1,/,
        );
        assert.match(message, /AcrPush/);
        const other = new PushError("registry.example.com", "a/b", { status: 403, reason: "Forbidden" });
        assert.match(other.message, /HTTP 403 Forbidden; .*docker login registry\.example\.com/);
    });

    it("that has no answer, or another fault, gives no advice that does not help", () => {
        const text = new PushError("acr1.azurecr.io", "sample", { reason: "no such host" }).message;
        assert.equal(text, "The image could not be pushed to acr1.azurecr.io/sample: no such host");
        assert.doesNotMatch(new PushError("r.io", "a", { status: 500, reason: "oops" }).message, /login/);
    });
});
