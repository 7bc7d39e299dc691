import assert from "node:assert/strict";
import type { EventFacts } from "../../../model/kubernetes/facts";
import { CAUSES } from "../../../model/pulls/causes";
import { missingSecrets, withoutSecret } from "../../../model/pulls/pullSecrets";
import { event, pod } from "../../support/gateView";

const POD = pod("a");

function retrieving(names: string, seconds: number): EventFacts {
    const message = `Unable to retrieve some image pull secrets (${names}); attempting to pull the image may not succeed.`;
    return { ...event(POD, message, seconds), reason: "FailedToRetrieveImagePullSecret" };
}

describe("pull secrets that are missing", () => {
    it("are those of the newest event", () => {
        const events = [retrieving("old", 1), retrieving("registry, mirror", 3), retrieving("older", 2)];
        assert.deepEqual(missingSecrets(events), ["registry", "mirror"]);
        assert.deepEqual(missingSecrets([...events].reverse()), ["registry", "mirror"]);
    });

    it("are none where no event says so", () => {
        assert.deepEqual(missingSecrets([]), []);
        assert.deepEqual(missingSecrets([retrieving("", 1)]), []);
        assert.deepEqual(missingSecrets([{ ...retrieving("a", 1), reason: "Failed" }]), []);
        assert.deepEqual(missingSecrets([{ ...retrieving("a", 1), message: "Something else (a)" }]), []);
    });

    it("explain a refusal, and nothing else", () => {
        for (const name of ["noCredential", "tokenRefused", "unauthorized"] as const) {
            assert.equal(withoutSecret(CAUSES[name], ["registry"]), CAUSES.pullSecretMissing);
            assert.equal(withoutSecret(CAUSES[name], []), CAUSES[name]);
        }
        assert.equal(withoutSecret(CAUSES.notFound, ["registry"]), CAUSES.notFound);
    });
});
