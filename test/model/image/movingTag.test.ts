import assert from "node:assert/strict";
import { movingTagFault, tagWarning } from "../../../model/image/movingTag";
import { parseImageReference } from "../../../model/image/reference";

const SHA256 = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("a moving tag", () => {
    const fault = (text: string) => movingTagFault(parseImageReference(text));

    it("is latest, or none", () => {
        assert.match(
            fault("acr1.azurecr.io/x:latest") ?? "",
            /^image acr1\.azurecr\.io\/x:latest: the tag latest moves/,
        );
        assert.match(fault("nginx") ?? "", /^image nginx: no tag means latest, which moves/);
    });

    it("is answered with the digest's form, a version tag and the option", () => {
        assert.match(
            fault("nginx") ?? "",
            /use docker\.io\/library\/nginx@sha256:\.\.\. or a version tag, or set allowMovingTag$/,
        );
    });

    it("is none next to a digest, and no version tag", () => {
        for (const text of [`nginx@${SHA256}`, `nginx:latest@${SHA256}`, "nginx:1.27", "nginx:latest-alpine"]) {
            assert.equal(fault(text), undefined);
        }
    });
});

describe("a version tag", () => {
    const warning = (text: string) => tagWarning(parseImageReference(text));

    it("is reported, with the form that does not move", () => {
        assert.match(
            warning("acr1.azurecr.io/x:1.2") ?? "",
            /^image acr1.*x:1\.2: .*: acr1\.azurecr\.io\/x@sha256:\.\.\.$/,
        );
    });

    it("is not reported where a digest pins it, or where it is a fault already", () => {
        for (const text of [`x:1.2@${SHA256}`, `x@${SHA256}`, "x:latest", "x"]) {
            assert.equal(warning(text), undefined);
        }
    });
});
