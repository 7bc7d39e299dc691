import assert from "node:assert/strict";
import { keptNotice } from "../../engine/keptResources";

describe("what a destroy leaves", () => {
    const deployment = (resources: object[]) => ({ deployment: { resources } });

    it("is named by its id, with the way to delete it", () => {
        const notice = keptNotice(deployment([{ id: "/acr1", protect: true }, { id: "/zone" }, { urn: "urn:stack" }]));
        assert.match(notice ?? "", /^Kept, because it is protected: \/acr1\.\n/);
        assert.match(notice ?? "", /`protect: false` in the stack's configuration, `up`, then `destroy`/);
    });

    it("needs no word when nothing is protected", () => {
        assert.equal(keptNotice(deployment([{ id: "/zone", protect: false }])), undefined);
        assert.equal(keptNotice({}), undefined);
    });
});
