// Image references: what the kubelet reads, what is refused and why.
import assert from "node:assert/strict";
import fc from "fast-check";
import { imageKey, parseImageReference, withTag } from "../../../model/image/reference";

const SHA256 = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("parseImageReference", () => {
    const references: [string, { registry: string; repository: string; tag?: string; digest?: string }][] = [
        ["nginx", { registry: "docker.io", repository: "library/nginx" }],
        ["nginx:1.27", { registry: "docker.io", repository: "library/nginx", tag: "1.27" }],
        ["docker.io/nginx", { registry: "docker.io", repository: "library/nginx" }],
        ["index.docker.io/bitnami/redis:7", { registry: "docker.io", repository: "bitnami/redis", tag: "7" }],
        ["bitnami/redis", { registry: "docker.io", repository: "bitnami/redis" }],
        ["acr1.azurecr.io/zoneapi:1.2", { registry: "acr1.azurecr.io", repository: "zoneapi", tag: "1.2" }],
        [`acr1.azurecr.io/a/b@${SHA256}`, { registry: "acr1.azurecr.io", repository: "a/b", digest: SHA256 }],
        [`acr1.azurecr.io/a:1@${SHA256}`, { registry: "acr1.azurecr.io", repository: "a", tag: "1", digest: SHA256 }],
        ["localhost/x", { registry: "localhost", repository: "x" }],
        ["localhost:5000/x:y", { registry: "localhost:5000", repository: "x", tag: "y" }],
        ["127.0.0.1:5005/sample/app:v1", { registry: "127.0.0.1:5005", repository: "sample/app", tag: "v1" }],
        ["[::1]:5000/x:1", { registry: "[::1]:5000", repository: "x", tag: "1" }],
        ["myhost:5000", { registry: "docker.io", repository: "library/myhost", tag: "5000" }],
        ["ACR1.azurecr.io/a__b/c-d--e.f_g", { registry: "ACR1.azurecr.io", repository: "a__b/c-d--e.f_g" }],
        [
            `r.io/x@sha512:${"b".repeat(128)}`,
            { registry: "r.io", repository: "x", digest: `sha512:${"b".repeat(128)}` },
        ],
    ];
    for (const [text, expected] of references) {
        it(`reads ${text}`, () => {
            const parts = { tag: undefined, digest: undefined, ...expected };
            assert.deepEqual(parseImageReference(text), { text, ...parts });
        });
    }

    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const path = fc
        .array(
            fc.tuple(word, fc.constantFrom(".", "_", "__", "-", "--", "/"), word).map((parts) => parts.join("")),
            {
                minLength: 1,
                maxLength: 4,
            },
        )
        .map((parts) => parts.join("/"));
    const host = fc.constantFrom("acr1.azurecr.io", "localhost:5000", "10.0.0.1", "a-b.c:443", "[fe80::1]:80");
    const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/), { nil: undefined });
    const digest = fc.option(fc.stringMatching(/^sha256:[0-9a-f]{64}$/), { nil: undefined });

    it("takes every reference apart into what it was made of", () => {
        fc.assert(
            fc.property(host, path, tag, digest, (registry, repository, givenTag, givenDigest) => {
                const tagged = givenTag === undefined ? "" : `:${givenTag}`;
                const pinned = givenDigest === undefined ? "" : `@${givenDigest}`;
                const text = `${registry}/${repository}${tagged}${pinned}`;
                const parts = { registry, repository, tag: givenTag, digest: givenDigest };
                assert.deepEqual(parseImageReference(text), { text, ...parts });
            }),
        );
    });

    const faults: [string, RegExp][] = [
        ["", /"" is not valid: it is empty/],
        [" nginx", /it has white space in it/],
        ["nginx:1 2", /it has white space in it/],
        ["https://acr1.azurecr.io/x:1", /it has a scheme, leave out everything up to :\/\//],
        ["Nginx:1", /the repository "library\/Nginx" must be in lower case/],
        ["acr1.azurecr.io/Team/x:1", /the repository "Team\/x" must be in lower case/],
        ["a//b", /the repository "a\/\/b" is not made of lower-case letters and digits/],
        ["acr1.azurecr.io/", /the repository "" is not made of/],
        ["acr1.azurecr.io/x-", /the repository "x-" is not made of/],
        ["acr1.azurecr.io/a___b", /the repository "a___b" is not made of/],
        ["acr_1.azurecr.io/x", /the registry "acr_1.azurecr.io" is not a host name/],
        ["acr1.azurecr.io:https/x", /the registry "acr1.azurecr.io:https" is not a host name/],
        ["-acr1.azurecr.io/x", /the registry "-acr1.azurecr.io" is not a host name/],
        ["nginx:", /the tag "" is not 1 to 128 letters/],
        ["nginx:-1", /the tag "-1" is not 1 to 128 letters/],
        ["nginx:1:2", /the tag "1:2" is not 1 to 128 letters/],
        [`x:${"t".repeat(129)}`, /the tag "t{80}\.\.\." is not 1 to 128 letters/],
        ["x:1@", /the digest "" is not sha256: and 64 hex digits/],
        ["x@sha256:abc", /the digest "sha256:abc" is not sha256: and 64 hex digits in lower case/],
        [`x@sha256:${"A".repeat(64)}`, /is not sha256: and 64 hex digits in lower case/],
        [`x@md5:${"a".repeat(32)}`, /is not sha256: and 64 hex digits in lower case/],
        ["a".repeat(64), /it is the ID of an image, and no registry knows those/],
        [`r.io/${"y".repeat(256)}`, /the repository has 256 characters, more than 255/],
    ];
    for (const [text, expected] of faults) {
        it(`refuses ${JSON.stringify(text.slice(0, 40))} and says how to write it`, () => {
            assert.throws(() => parseImageReference(text), { name: "Error", message: expected });
            assert.throws(
                () => parseImageReference(text),
                /write it as registry\/repository:tag or registry\/repository@sha256/,
            );
        });
    }

    it("accepts a repository of 255 characters, which is the longest that there is", () => {
        assert.equal(parseImageReference(`r.io/${"y".repeat(255)}`).repository.length, 255);
    });

    it("names all faults together", () => {
        assert.throws(() => parseImageReference("a_b.io/X:-@sha256:1"), /a_b\.io.*; .*"X".*; .*"-".*; .*"sha256:1"/);
    });

    it("refuses a long name with a fault immediately, where nested repetition would take minutes", () => {
        for (const name of ["a".repeat(28), "a-".repeat(28), "a.".repeat(28), "a__".repeat(28)]) {
            assert.throws(() => parseImageReference(`r.io/${name}!`), /the repository/);
            assert.throws(() => parseImageReference(`${name}!.io/x`), /the registry/);
        }
    });
});

describe("withTag", () => {
    it("is what the text with that tag means, whatever the reference was pinned by", () => {
        const pinned = parseImageReference(`acr.io/shop/api:1.0@sha256:${"a".repeat(64)}`);
        assert.deepEqual(withTag(pinned, "2.0"), parseImageReference("acr.io/shop/api:2.0"));
    });
});

describe("imageKey", () => {
    const key = (text: string) => imageKey(parseImageReference(text));

    it("is the start of the digest, whatever the registry and the tag", () => {
        assert.equal(key(`acr1.azurecr.io/x:1@${SHA256}`), "0123456789ab");
        assert.equal(key(`acr2.azurecr.io/y@${SHA256}`), "0123456789ab");
    });

    it("is a hash of the whole reference for a tag", () => {
        assert.equal(key("acr1.azurecr.io/x:1"), "bdb4e3955b07");
        const keys = ["r.io/x:1", "r.io/x:2", "r.io/y:1", "s.io/x:1", "r.io/x"].map(key);
        assert.equal(new Set(keys).size, keys.length);
    });

    it("is the same for every spelling of a reference", () => {
        assert.equal(key("nginx"), key("index.docker.io/library/nginx:latest"));
    });
});
