import assert from "node:assert/strict";
import { explainHint } from "../../../cli/terminal/explainHint";

describe("the end of what a verb prints", () => {
    it("names the command that explains its causes, once", () => {
        assert.equal(explainHint(["dns", undefined, "dns"]), "\nMore on this cause: image-delivery explain dns\n");
        assert.equal(
            explainHint(["dns", "proxy"]),
            "\nMore on these causes: image-delivery explain CAUSE (dns, proxy)\n",
        );
    });

    it("is nothing without a cause", () => {
        assert.equal(explainHint([undefined]), "");
    });
});
