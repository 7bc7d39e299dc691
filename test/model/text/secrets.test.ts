import assert from "node:assert/strict";
import fc from "fast-check";
import { withoutSecrets } from "../../../model/text/secrets";
import { anyText } from "../../support/anyText";

describe("a text without secrets", () => {
    it("keeps what tells of the request, and drops the values of all else in an address", () => {
        const scope = "https://r.example/token?scope=repository%3Aapp%3Apull&service=r.example";
        assert.equal(withoutSecrets(scope), scope);
        assert.equal(
            withoutSecrets("https://b.example/a?se=2026&sig=AbC%3D&sp=r: EOF"),
            "https://b.example/a?se=…&sig=…&sp=…: EOF",
        );
        assert.equal(withoutSecrets("http://user:word@proxy.example:3128"), "http://…@proxy.example:3128");
    });

    it("has no credential of a header, and none that is known by its form", () => {
        assert.equal(withoutSecrets("Authorization: Bearer abcdefghijklmnop.qr"), "Authorization: Bearer …");
        assert.equal(withoutSecrets("no basic auth credentials"), "no basic auth credentials");
        assert.equal(withoutSecrets("as ghp_abcdefghijkl1"), "as …");
    });

    it("is the same when it is asked again", () => {
        fc.assert(
            fc.property(anyText(), (text) => {
                assert.equal(withoutSecrets(withoutSecrets(text)), withoutSecrets(text));
            }),
        );
    });

    it("of a megabyte is read in one pass", () => {
        for (const part of ["eyJ-", "x-amz-", "&a", "://", "Bearer ", "sig=", "eyJaaaaaaaa."]) {
            withoutSecrets(part.repeat(1_000_000 / part.length));
        }
    });
});
