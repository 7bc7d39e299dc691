import assert from "node:assert/strict";
import { UserError } from "../../../model/userError";
import { PushError } from "../../../platform/kubernetes/push";
import { dockerEntry, pushed } from "../../../start/context/push";

describe("a push to the registry of a cluster", () => {
    it("signs in as Docker's configuration would, with a password or an identity token", () => {
        const password = dockerEntry({ kind: "password", username: "ci", password: "s3cret" });
        assert.deepEqual(password, { username: "ci", password: "s3cret" });
        assert.deepEqual(dockerEntry({ kind: "refreshToken", token: "t0ken" }), { identitytoken: "t0ken" });
    });

    it("that is refused says how to sign in", async () => {
        const azure = await refusal("acr1.azurecr.io", 401);
        assert.match(
            azure,
            /pushed to acr1\.azurecr\.io\/sample: HTTP 401 no; .*az acr login --name acr1\.azurecr\.io,/,
        );
        assert.match(azure, /AcrPush/);
        assert.match(await refusal("registry.example.com", 403), /HTTP 403 no; .*docker login registry\.example\.com/);
    });

    it("that fails otherwise gives no advice that does not help", async () => {
        assert.doesNotMatch(await refusal("acr1.azurecr.io", 500), /login/);
        await assert.rejects(pushed(Promise.reject(new TypeError("a defect"))), TypeError);
    });
});

async function refusal(registry: string, status: number): Promise<string> {
    const push = Promise.reject(new PushError(registry, "sample", { status, reason: "no" }));
    const error = await pushed(push).catch((reason: unknown) => reason);
    assert.ok(error instanceof UserError);
    return error.message;
}
