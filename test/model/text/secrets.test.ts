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

    it("has no value of an address that is encoded inside of another one", () => {
        for (const name of [
            "sig",
            "signature",
            "token",
            "password",
            "secret",
            "X-Amz-Signature",
            "X-Goog-Credential",
        ]) {
            assert.equal(
                withoutSecrets(`to https://b.example ${name}%3DaB%2Fc%3D ends`),
                `to https://b.example ${name}%3D… ends`,
            );
        }
        assert.equal(withoutSecrets("design%3Dflat"), "design%3Dflat");
    });

    it("has no value of a field that is a secret by its name", () => {
        for (const name of ["sig", "access_token", "refresh_token", "password", "client_secret", "AccountKey"]) {
            assert.equal(withoutSecrets(`${name}=aB3/x+y=; next`), `${name}=…; next`);
        }
        assert.equal(withoutSecrets("design=flat"), "design=flat");
    });

    it("has no token that is known by its form, and keeps what only looks like one", () => {
        const tokens = [
            "eyJhbGciOiJ9.eyJzdWIiOiIx",
            "eyJhbGciOiJ9.eyJzdWIiOiIx.c2lnbmF0dXJl",
            "dckr_pat_abcdefgh",
            "gho_abcdefgh",
            "github_pat_abcdefgh",
            "glpat-abcdefgh",
            "xoxb-abcdefgh",
            "xoxp-abcdefgh",
        ];
        for (const token of tokens) {
            assert.equal(withoutSecrets(`as ${token} to`), "as … to");
        }
        for (const text of [
            "eyJ.a",
            "keyJhbGciOiJ9.eyJzdWIiOiIx",
            "gho_abcdefg",
            "xoxo-abcdefgh",
            "glpat",
            "-eyJhbGciOiJ9.a",
        ]) {
            assert.equal(withoutSecrets(`as ${text} to`), `as ${text} to`);
        }
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
