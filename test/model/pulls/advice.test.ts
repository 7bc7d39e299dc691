import assert from "node:assert/strict";
import { adviceText } from "../../../model/pulls/advice";
import { CAUSES, type CauseName } from "../../../model/pulls/causes";
import { IMAGE } from "../../support/pullErrors";

describe("the advice for a case", () => {
    it("has the image, its registry, its repository and the node in its commands", () => {
        assert.match(adviceText(CAUSES.notFound, { image: IMAGE }), /`image-delivery tags acr1\.azurecr\.io\/zoneapi`/);
        assert.match(adviceText(CAUSES.forbidden, { image: IMAGE }), /--name acr1`/);
        const stalled = adviceText(CAUSES.stalled, { image: IMAGE, node: "aks-7" });
        assert.ok(stalled.includes(`test-pull ${IMAGE} --node aks-7`), stalled);
    });

    it("leaves no placeholder where image and node are known", () => {
        for (const name of Object.keys(CAUSES) as CauseName[]) {
            assert.doesNotMatch(
                adviceText(CAUSES[name], { image: IMAGE, node: "aks-7" }),
                /\b(?:IMAGE|REPOSITORY|REGISTRY|NODE)\b/,
                name,
            );
        }
    });

    it("keeps the placeholders of what is not known, or is no image reference", () => {
        assert.equal(adviceText(CAUSES.stalled, {}), CAUSES.stalled.advice);
        assert.equal(adviceText(CAUSES.invalidName, { image: "acr1.azurecr.io/ZoneApi" }), CAUSES.invalidName.advice);
    });
});
